/**
 * The desktop app starts here; all of it is in electron/. Not awaited: Electron is ready only once this module has been
 * evaluated, and the shell waits for that.
 */
import { startShell } from './electron/shell.ts';

void startShell();
