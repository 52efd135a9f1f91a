/**
 * Stands in for the `electron` module in plain Node: it keeps what the shell sets, and lets a scenario do what a person
 * or a page would. Each part is checked against Electron's own types; `on` and `once` are those of Node's emitters.
 * It checks our code, not Electron's isolation.
 */
import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type * as Electron from 'electron';

/** The methods `K` of `T` as Electron types them. */
type Part<T, K extends keyof T> = Pick<T, K>;

class App extends EventEmitter {
  ready = Promise.withResolvers<void>();
  paths = new Map<string, string>([['downloads', '/home/someone/Downloads']]);
  locked = true;
  sandboxed = false;
  isReady = false;
  ended: number | null = null;

  readonly commandLine = { hasSwitch: (_name: string) => false } satisfies Part<Electron.CommandLine, 'hasSwitch'>;

  whenReady(): Promise<void> {
    return this.ready.promise;
  }
  becomeReady(): void {
    this.isReady = true;
    this.ready.resolve();
  }
  requestSingleInstanceLock(): boolean {
    return this.locked;
  }
  enableSandbox(): void {
    if (this.isReady) throw new Error('enableSandbox was called after ready.');
    this.sandboxed = true;
  }
  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }
  getPath(name: string): string {
    const path = this.paths.get(name);
    if (path === undefined) throw new Error(`There is no path ${name}.`);
    return path;
  }
  /** As Electron does: windows first, then `will-quit`, which may still be prevented. */
  quit(): void {
    queueMicrotask(() => {
      for (const window of BrowserWindow.all) window.close();
      const event = preventable();
      this.emit('will-quit', event);
      if (!event.prevented) this.exit(0);
    });
  }
  exit(code = 0): void {
    this.ended = code;
    this.emit('test-ended', code);
  }
}

class Session extends EventEmitter {
  handler: ((request: Request) => Response | Promise<Response>) | null = null;
  requestHandler: Parameters<Electron.Session['setPermissionRequestHandler']>[0] = null;
  checkHandler: Parameters<Electron.Session['setPermissionCheckHandler']>[0] = null;
  deviceHandler: Parameters<Electron.Session['setDevicePermissionHandler']>[0] = null;
  displayHandler: Parameters<Electron.Session['setDisplayMediaRequestHandler']>[0] = null;

  readonly protocol = {
    handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) => {
      if (scheme !== 'threadlab') throw new Error(`A scheme ${scheme} is handled.`);
      this.handler = handler;
    },
  } satisfies Part<Electron.Protocol, 'handle'>;

  setPermissionRequestHandler(handler: typeof this.requestHandler): void {
    this.requestHandler = handler;
  }
  setPermissionCheckHandler(handler: typeof this.checkHandler): void {
    this.checkHandler = handler;
  }
  setDevicePermissionHandler(handler: typeof this.deviceHandler): void {
    this.deviceHandler = handler;
  }
  setDisplayMediaRequestHandler(handler: typeof this.displayHandler): void {
    this.displayHandler = handler;
  }
}

/** A frame of a page: what the main process posts to it is kept with its ports, which are real ones of Node. */
export class Frame {
  posted: { channel: string; ports: MessagePort[] }[] = [];
  url: string;
  constructor(url: string) {
    this.url = url;
  }
  postMessage(channel: string, _message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    const ports = transfer.map((port) => {
      const native = nativePorts.get(port);
      if (native === undefined) throw new TypeError('Only MessagePortMain objects transfer.');
      return native;
    });
    this.posted.push({ channel, ports });
  }
}

export class WebContents extends EventEmitter {
  mainFrame = new Frame('about:blank');
  reloads = 0;
  openHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | null = null;

  setWindowOpenHandler(handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]): void {
    this.openHandler = handler;
  }
  reload(): void {
    this.reloads += 1;
  }
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = [];
  readonly webContents = new WebContents();
  shown = false;
  focused = 0;
  minimized = false;
  maximized = false;
  bounds: Electron.Rectangle;
  readonly options: Electron.BrowserWindowConstructorOptions;

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    const { x = 100, y = 100, width = 800, height = 600 } = options;
    this.bounds = { x, y, width, height };
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', preventable(), this.webContents);
  }
  async loadURL(url: string): Promise<void> {
    this.webContents.mainFrame = new Frame(url);
    const response = await session.defaultSession.handler?.(new Request(url));
    if (response?.status !== 200) throw new Error(`${url} answered ${response?.status}.`);
    this.emit('ready-to-show');
  }
  show(): void {
    this.shown = true;
  }
  focus(): void {
    this.focused += 1;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  restore(): void {
    this.minimized = false;
  }
  maximize(): void {
    this.maximized = true;
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  getNormalBounds(): Electron.Rectangle {
    return this.bounds;
  }
  close(): void {
    this.emit('close', preventable());
    BrowserWindow.all = BrowserWindow.all.filter((window) => window !== this);
    this.emit('closed');
    if (BrowserWindow.all.length === 0) app.emit('window-all-closed');
  }
}

const nativePorts = new WeakMap<object, MessagePort>();

/** Electron's ports hand over events with `data`; Node's the data itself. */
class MessagePortMain extends EventEmitter {
  readonly native: MessagePort;
  constructor(native: MessagePort) {
    super();
    this.native = native;
    nativePorts.set(this, native);
    native.on('close', () => this.emit('close'));
  }
  start(): void {
    this.native.on('message', (data) => this.emit('message', { data, ports: [] }));
  }
  postMessage(message: unknown): void {
    this.native.postMessage(message);
  }
  close(): void {
    this.native.close();
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain;
  /** Goes to the page: nobody listens to it here. */
  readonly port2: object = {};
  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new MessagePortMain(port1);
    nativePorts.set(this.port2, port2);
  }
}

/** A download that the page started; the scenario says how it ends. */
export class Download extends EventEmitter {
  options: Electron.SaveDialogOptions | null = null;
  path = '';
  readonly url: string;
  readonly fileName: string;
  constructor(url: string, fileName: string) {
    super();
    this.url = url;
    this.fileName = fileName;
  }
  getURL(): string {
    return this.url;
  }
  getFilename(): string {
    return this.fileName;
  }
  getSavePath(): string {
    return this.path;
  }
  setSaveDialogOptions(options: Electron.SaveDialogOptions): void {
    this.options = options;
  }
}

class IpcMain extends EventEmitter {}

export const app = new App();
export const ipcMain = new IpcMain();
export const session = { defaultSession: new Session() };

export const privileged: Electron.CustomScheme[] = [];
export const protocol = {
  registerSchemesAsPrivileged(schemes) {
    if (app.isReady) throw new Error('registerSchemesAsPrivileged was called after ready.');
    privileged.push(...schemes);
  },
} satisfies Part<Electron.Protocol, 'registerSchemesAsPrivileged'>;

export const workArea: Electron.Rectangle = { x: 0, y: 0, width: 1920, height: 1050 };
export const screen = {
  getAllDisplays: () => [{ workArea }],
} satisfies { getAllDisplays(): Part<Electron.Display, 'workArea'>[] };

/** `answer` is the button that the person will press. */
export const asked = { boxes: [] as Electron.MessageBoxOptions[], errors: [] as string[], answer: 0 };
export const dialog = {
  showErrorBox: (title: string, content: string) => void asked.errors.push(`${title}: ${content}`),
  showMessageBox(_window: unknown, options: Electron.MessageBoxOptions) {
    asked.boxes.push(options);
    return Promise.resolve({ response: asked.answer, checkboxChecked: false });
  },
} satisfies Part<Electron.Dialog, 'showErrorBox'> & {
  showMessageBox(window: unknown, options: Electron.MessageBoxOptions): Promise<Electron.MessageBoxReturnValue>;
};

export const menus: Electron.MenuItemConstructorOptions[][] = [];
export const Menu = {
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
  setApplicationMenu: (template: Electron.MenuItemConstructorOptions[]) => void menus.push(template),
};

/** An event that says afterwards whether it was prevented. */
export function preventable(): Part<Electron.Event, 'preventDefault' | 'defaultPrevented'> & { prevented: boolean } {
  return {
    prevented: false,
    defaultPrevented: false,
    preventDefault() {
      this.prevented = true;
    },
  };
}

/** Names and signatures as Electron has them: what it renames or retypes no longer compiles here. */
export type Checked = [
  Fits<App, Part<Electron.App, 'quit' | 'exit' | 'requestSingleInstanceLock' | 'enableSandbox' | 'whenReady'>>,
  Fits<App['setPath'], Electron.App['setPath']>,
  Fits<
    Session,
    Part<
      Electron.Session,
      | 'setPermissionRequestHandler'
      | 'setPermissionCheckHandler'
      | 'setDevicePermissionHandler'
      | 'setDisplayMediaRequestHandler'
    >
  >,
  Fits<WebContents, Part<Electron.WebContents, 'setWindowOpenHandler' | 'reload'>>,
  Fits<
    BrowserWindow,
    Part<
      Electron.BrowserWindow,
      | 'loadURL'
      | 'show'
      | 'focus'
      | 'isMinimized'
      | 'restore'
      | 'maximize'
      | 'isMaximized'
      | 'getNormalBounds'
      | 'close'
    >
  >,
  Fits<typeof BrowserWindow, new (options: Electron.BrowserWindowConstructorOptions) => object>,
  Fits<Frame, Part<Electron.WebFrameMain, 'url' | 'postMessage'>>,
  Fits<Download, Part<Electron.DownloadItem, 'getURL' | 'getFilename' | 'getSavePath' | 'setSaveDialogOptions'>>,
  Fits<MessagePortMain, Part<Electron.MessagePortMain, 'start' | 'postMessage' | 'close'>>,
  Fits<typeof MessageChannelMain, new () => Record<keyof Electron.MessageChannelMain, object>>,
];
type Fits<Own extends Theirs, Theirs> = Own;
