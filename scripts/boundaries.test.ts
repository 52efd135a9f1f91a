/**
 * Plants each forbidden import in a copy of the house and sees it refused: by the linter with a message that names the right
 * folder, or by the compiler where the environments differ.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** [a file, what it may not import, the folder that the message must name] */
const forbidden: [string, string, string][] = [
  ['src/shared/units/planted.ts', 'node:fs', 'src/main'],
  ['src/shared/units/planted.ts', 'fs', 'src/main'],
  ['src/shared/units/planted.ts', 'electron', 'src/main'],
  ['src/shared/units/planted.ts', 'react', 'src/renderer'],
  ['src/shared/units/planted.ts', 'systeminformation', 'src/main'],
  ['src/shared/lab/planted.ts', '../../main/entries.ts', 'src/shared'],
  ['src/shared/lab/planted.ts', '../../renderer/table/DataGrid.tsx', 'src/shared'],
  ['src/shared/lab/planted.ts', '../../kernels/layout.ts', 'src/shared'],
  ['src/shared/planted.ts', '../main/machine/machine.ts', 'src/shared'],
  ['src/renderer/monitor/planted.tsx', 'node:os', 'src/main'],
  ['src/renderer/monitor/planted.tsx', 'child_process', 'src/main'],
  ['src/renderer/monitor/planted.tsx', 'electron', 'src/main'],
  ['src/renderer/monitor/planted.tsx', 'ws', 'src/main'],
  ['src/renderer/monitor/planted.tsx', '../../main/backend.ts', 'src/shared'],
  ['src/renderer/planted.tsx', '../main/backend.ts', 'src/shared'],
  ['src/renderer/connection/planted.ts', '../../preload/preload.ts', 'src/shared'],
  ['src/renderer/monitor/planted.tsx', '../lab/LabRoom.tsx', 'src/renderer/charts'],
  ['src/renderer/lab/planted.tsx', '../runs/RunsRoom.tsx', 'src/renderer/charts'],
  ['src/renderer/runs/planted.tsx', '../monitor/MonitorRoom.tsx', 'src/renderer/charts'],
  ['src/renderer/settings/planted.tsx', '../lab/LabRoom.tsx', 'src/renderer/charts'],
  ['src/renderer/charts/planted.tsx', '../monitor/history.ts', 'src/renderer/<room>'],
  ['src/renderer/charts/planted.tsx', '../../renderer/monitor/rows/history.ts', 'src/renderer/<room>'],
  ['src/renderer/table/planted.tsx', '../connection/session.ts', 'src/renderer/<room>'],
  ['src/renderer/controls/planted.tsx', '../runs/RunsRoom.tsx', 'src/renderer/<room>'],
  ['src/renderer/result/planted.tsx', '../lab/LabRoom.tsx', 'src/renderer/<room>'],
  ['src/renderer/frame/planted.tsx', '../monitor/MonitorRoom.tsx', 'src/renderer/<room>'],
  ['src/renderer/connection/planted.ts', '../runs/RunsRoom.tsx', 'src/renderer/<room>'],
  ['src/main/planted.ts', 'electron', 'src/main/electron'],
  ['src/main/planted.ts', '../renderer/main.tsx', 'src/shared'],
  ['src/main/planted.ts', '../preload/preload.ts', 'src/shared'],
  ['src/main/machine/planted.ts', 'electron', 'src/main/electron'],
  ['src/main/machine/planted.ts', '../monitor/handlers.ts', 'src/main/<room>'],
  ['src/main/machine/linux/planted.ts', '../../lab/handlers.ts', 'src/main/<room>'],
  ['src/main/machine/planted.ts', '../cli/main.ts', 'src/main/<room>'],
  ['src/main/machine/planted.ts', '../backend.ts', 'src/main/backend.ts'],
  ['src/main/monitor/planted.ts', 'electron/main', 'src/main/electron'],
  ['src/main/monitor/planted.ts', '../lab/handlers.ts', 'src/main/backend.ts'],
  ['src/main/monitor/planted.ts', '../../main/lab/handlers.ts', 'src/main/backend.ts'],
  ['src/main/monitor/planted.ts', '../runs/store.ts', 'src/main/backend.ts'],
  ['src/main/monitor/planted.ts', '../../kernels/layout.ts', 'src/main/lab'],
  ['src/main/lab/planted.ts', '../runs/store.ts', 'src/main/backend.ts'],
  ['src/main/lab/planted.ts', '../monitor/handlers.ts', 'src/main/backend.ts'],
  ['src/main/lab/planted.ts', '../backend.ts', 'src/main/backend.ts'],
  ['src/main/runs/planted.ts', '../lab/handlers.ts', 'src/main/backend.ts'],
  ['src/main/runs/exports/planted.ts', '../../lab/handlers.ts', 'src/main/backend.ts'],
  ['src/main/runs/planted.ts', '../serve/server.ts', 'src/main/backend.ts'],
  ['src/main/settings/planted.ts', '../runs/store.ts', 'src/main/backend.ts'],
  ['src/main/lab/runner/planted.ts', '../handlers.ts', 'src/main/lab'],
  ['src/main/lab/runner/planted.ts', '../../machine/machine.ts', 'src/main/lab'],
  ['src/main/lab/runner/planted.ts', '../../entries.ts', 'src/main/lab'],
  ['src/main/lab/runner/engines/planted.ts', '../../handlers.ts', 'src/main/lab'],
  ['src/main/lab/runner/engines/planted.ts', '../../../backend.ts', 'src/main/lab'],
  ['src/main/lab/runner/engines/planted.ts', '../../../runs/store.ts', 'src/main/lab'],
  ['src/main/lab/runner/engines/planted.ts', 'electron', 'src/main/lab'],
  ['src/main/serve/planted.ts', 'electron', 'src/main/electron'],
  ['src/main/serve/planted.ts', '../monitor/handlers.ts', 'src/main/backend.ts'],
  ['src/main/cli/planted.ts', '../lab/handlers.ts', 'src/main/backend.ts'],
  ['src/main/cli/planted.ts', '../machine/machine.ts', 'src/main/backend.ts'],
  ['src/main/cli/planted.ts', '../../renderer/main.tsx', 'src/shared'],
  ['src/main/electron/planted.ts', '../runs/store.ts', 'src/main/backend.ts'],
  ['src/main/electron/planted.ts', '../../renderer/main.tsx', 'src/shared'],
  ['src/preload/planted.ts', '../shared/contract.ts', 'src/preload'],
  ['src/preload/planted.ts', '../main/backend.ts', 'src/preload'],
  ['src/kernels/planted.ts', '../shared/lab/lockKinds.ts', 'src/kernels'],
  ['src/kernels/locks/planted.ts', '../../main/entries.ts', 'src/kernels'],
  ['src/kernels/planted.ts', 'node:fs', 'src/kernels'],
];

const allowed: [string, string][] = [
  ['src/shared/lab/planted.ts', 'zod'],
  ['src/shared/runs/planted.ts', '../lab/lockKinds.ts'],
  ['src/renderer/monitor/planted.tsx', '../../shared/monitor/snapshot.ts'],
  ['src/renderer/lab/planted.tsx', '../../shared/runs/record.ts'],
  ['src/renderer/monitor/planted.tsx', '../charts/calmAxis.ts'],
  ['src/renderer/charts/planted.tsx', '../../shared/lab/lockKinds.ts'],
  ['src/renderer/charts/planted.tsx', '../theme/theme.ts'],
  ['src/renderer/planted.tsx', './monitor/MonitorRoom.tsx'],
  ['src/main/monitor/planted.ts', '../machine/machine.ts'],
  ['src/main/lab/planted.ts', '../../shared/runs/record.ts'],
  ['src/main/lab/planted.ts', './runner/protocol.ts'],
  ['src/main/lab/runner/planted.ts', './protocol.ts'],
  ['src/main/lab/runner/engines/planted.ts', '../protocol.ts'],
  ['src/main/lab/runner/engines/planted.ts', '../../../../kernels/layout.ts'],
  ['src/main/lab/runner/planted.ts', '../../../shared/lab/plan.ts'],
  ['src/main/runs/planted.ts', '../../shared/lab/catalogue/catalogue.ts'],
  ['src/main/serve/planted.ts', '../backend.ts'],
  ['src/main/cli/planted.ts', '../../shared/monitor/snapshot.ts'],
  ['src/main/electron/planted.ts', 'electron'],
  ['src/main/planted.ts', './monitor/handlers.ts'],
  ['src/preload/planted.ts', 'electron'],
  ['src/kernels/locks/planted.ts', '../layout.ts'],
];

const forms: Record<string, (specifier: string) => string> = {
  static: (specifier) => `import * as planted from '${specifier}';\nexport const kept = planted;\n`,
  'type-only': (specifier) => `import type * as planted from '${specifier}';\nexport type Kept = typeof planted;\n`,
  dynamic: (specifier) => `export const kept = () => import('${specifier}');\n`,
  're-exported': (specifier) => `export * from '${specifier}';\n`,
};

let house: string;
beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'threadlab-house-'));
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'), 'junction');
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), text);
}

function runTool(path: string, args: string[]): string {
  const { stdout, stderr, error } = spawnSync(process.execPath, [join(root, 'node_modules', path), ...args], {
    cwd: house,
    encoding: 'utf8',
  });
  if (error) throw error;
  return stdout + stderr;
}

describe('the linter', () => {
  interface Diagnostic {
    code: string;
    help?: string;
    filename: string;
  }

  /** The place of a planted file: its name says what is planted, its folder decides the rule. */
  const place = (file: string, index: number, form: string) =>
    file.replace(/planted(?=\.tsx?$)/, `planted_${index}_${form}`);
  let refusals: Map<string, string>;

  beforeAll(() => {
    copyFileSync(join(root, 'oxlint.config.ts'), join(house, 'oxlint.config.ts'));
    for (const [form, text] of Object.entries(forms)) {
      forbidden.forEach(([file, specifier], index) => write(place(file, index, form), text(specifier)));
      allowed.forEach(([file, specifier], index) => write(place(file, 1000 + index, form), text(specifier)));
    }
    const { diagnostics } = JSON.parse(runTool('oxlint/bin/oxlint', ['--format', 'json', 'src'])) as {
      diagnostics: Diagnostic[];
    };
    const boundaries = diagnostics.filter(({ code }) => code.includes('no-restricted-imports'));
    refusals = new Map(boundaries.map(({ filename, help }) => [filename.replaceAll('\\', '/'), help ?? '']));
  }, 60_000);

  describe.each(Object.keys(forms))('refuses a %s import', (form) => {
    test.each(forbidden.map((each, index) => [...each, index] as const))(
      'in %s of %s, and names %s',
      (file, _, folder, index) => {
        expect(refusals.get(place(file, index, form))).toContain(folder);
      },
    );
  });

  test.each(allowed.map((each, index) => [...each, index] as const))('lets %s import %s', (file, _, index) => {
    for (const form of Object.keys(forms)) expect(refusals.get(place(file, 1000 + index, form))).toBeUndefined();
  });
});

describe('the compiler', () => {
  /** [a file, a line that its environment does not have, what the compiler says] */
  const foreign: [string, string, RegExp][] = [
    ['src/shared/node.ts', "export * from 'node:fs';", /TS2307|TS2591/],
    ['src/shared/process.ts', 'export const home = process.env;', /TS2580|TS2591|TS2304/],
    ['src/shared/page.ts', 'export const page = document.title;', /TS2584|TS2304/],
    ['src/shared/main.ts', "export * from '../main/there.ts';", /TS6307|TS6059/],
    ['src/renderer/node.ts', "export * from 'node:fs';", /TS2307|TS2591/],
    ['src/renderer/process.ts', 'export const home = process.env;', /TS2580|TS2591|TS2304/],
    ['src/renderer/main.ts', "export * from '../main/there.ts';", /TS6307|TS6059/],
    ['src/main/page.ts', 'export const page = document.title;', /TS2584|TS2304/],
    ['src/main/renderer.ts', "export * from '../renderer/there.ts';", /TS6307|TS6059/],
    ['src/main/lab/runner/main.ts', "export * from '../../there.ts';", /TS6307|TS6059/],
    ['src/preload/shared.ts', "export * from '../shared/there.ts';", /TS6307|TS6059/],
    ['src/kernels/node.ts', "export * from 'node:fs';", /TS2307|TS2591/],
    ['src/kernels/shared.ts', "export * from '../shared/there.ts';", /TS6307|TS6059/],
  ];
  let said: string;

  beforeAll(() => {
    rmSync(join(house, 'src'), { recursive: true, force: true });
    const configs = globSync(['tsconfig.base.json', 'src/**/tsconfig.json', 'src/**/*.d.ts'], { cwd: root });
    for (const path of configs) {
      mkdirSync(dirname(join(house, path)), { recursive: true });
      copyFileSync(join(root, path), join(house, path));
    }
    const environments = configs.filter((path) => path.endsWith('tsconfig.json')).map(dirname);
    for (const environment of environments) write(`${environment}/there.ts`, 'export const there = 1;\n');
    for (const [file, line] of foreign) write(file, `${line}\n`);
    said = runTool('typescript/bin/tsc', ['-b', ...environments, '--pretty', 'false']);
  }, 120_000);

  test.each(foreign)('refuses in %s: %s', (file, _, code) => {
    const lines = said.split('\n').filter((line) => line.replaceAll('\\', '/').startsWith(`${file}(`));
    expect(lines.join('\n')).toMatch(code);
  });
});
