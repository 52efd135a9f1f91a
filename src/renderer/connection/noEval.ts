/**
 * Keeps zod from compiling its schemas by `new Function`: the page's content security policy forbids it, and the mere try
 * is reported as a violation. It must be set before the first schema is made, so the page imports this file first.
 */
import { z } from 'zod';

z.config({ jitless: true });
