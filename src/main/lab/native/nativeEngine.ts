/** The native engine as the backend sees it: whether a compiler is there, and the payload, compiled when it is first needed. */
import { join } from 'node:path';
import { ThreadlabError } from '../../../shared/errors.ts';
import { findCompiler, type Compiler } from './compiler.ts';
import { compilePayload } from './compilePayload.ts';

export interface NativeOptions {
  /** Folder of the C sources. */
  sources: string;
  /** Payloads are kept in its cache/native. */
  dataFolder: string;
  environment: NodeJS.ProcessEnv;
}

export class NativeEngine {
  private readonly options: NativeOptions;
  private asked: Promise<Compiler> | null = null;

  constructor(options: NativeOptions) {
    this.options = options;
  }

  /** Asked once; while there is none, asked again, since it may be installed meanwhile. */
  async compiler(): Promise<Compiler> {
    this.asked ??= findCompiler(this.options.environment);
    const compiler = await this.asked;
    if (!compiler.found) this.asked = null;
    return compiler;
  }

  /** The compiled payload and by what it was compiled. Throws `notAvailable` in words without a compiler, or when it does not compile. */
  async payload(): Promise<{ file: string; compiler: string }> {
    const compiler = await this.compiler();
    if (!compiler.found) throw new ThreadlabError('notAvailable', compiler.words);
    const { sources, dataFolder, environment } = this.options;
    const cache = join(dataFolder, 'cache', 'native');
    return { file: await compilePayload({ compiler, sources, cache, environment }), compiler: compiler.version };
  }
}
