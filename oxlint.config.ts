/**
 * What the linter refuses. Most of it is the boundaries between folders: the compiler sees to the environments (one tsconfig
 * each), these rules to the rest, and every message says where the code belongs. `scripts/boundaries.test.ts` plants each
 * forbidden import and sees it refused. Oxlint's regular expressions know no look-around, hence paths are matched from their start.
 */
import { builtinModules } from 'node:module';
import { defineConfig, type OxlintOverride } from 'oxlint';

interface Pattern {
  regex: string;
  message: string;
}

/** A relative path that leaves the importing folder and enters one of `names`, whether or not it spells out the folders above. */
function into(names: readonly string[], message: string): Pattern {
  return { regex: `^(\\./)?(\\.\\./)+(src/)?((main|renderer)/)?(${names.join('|')})(/|$)`, message };
}

function files(names: readonly string[], message: string): Pattern {
  return { regex: `^(\\./)?(\\.\\./)+(src/)?(main/)?(lab/)?(${names.join('|')})\\.ts$`, message };
}

function libraries(names: readonly string[], message: string): Pattern {
  return { regex: `^(${names.join('|')})(/|$)`, message };
}

/** `files` may not import what the patterns match. An override replaces the rule as a whole, so each names all that holds for it. */
function boundary(folders: readonly string[], patterns: readonly Pattern[]): OxlintOverride {
  return {
    files: folders.map((folder) => `${folder}/**`),
    rules: { 'no-restricted-imports': ['error', { patterns: [...patterns] }] },
  };
}

const node = ['node:.*', ...builtinModules.filter((name) => !name.startsWith('_') && !name.includes('/'))];
const machineLibraries = ['electron', 'ws', 'systeminformation', '@resvg/.*'];
const pageLibraries = ['react', 'react-dom', 'recharts', 'uplot', 'zustand', '@tanstack/.*'];

const noElectron = libraries(
  ['electron'],
  'Only src/main/electron and src/preload may import electron. Put what needs it there, behind a function that src/main/backend.ts is given.',
);
const noPage = into(
  ['renderer', 'preload'],
  'src/main and src/renderer meet only in src/shared: move what both need there.',
);
const noKernels = into(
  ['kernels'],
  'Only src/main/lab loads kernels. Ask the lab through its contract in src/shared/lab.',
);
const backendRooms = ['monitor', 'lab', 'runs', 'settings'];
const shells = ['serve', 'cli', 'electron'];
const roomsApart =
  'Rooms do not import one another: src/main/backend.ts passes in what one needs of another, src/main/machine holds what several read.';
const noShell = into(
  shells,
  'A room knows no shell (src/main/electron, serve, cli): they start src/main/backend.ts, which starts the rooms.',
);
const noBackend = files(
  ['backend'],
  'src/main/backend.ts wires the rooms and is imported by the shells alone. Let it pass in what a room needs.',
);

/** A room of the backend. */
function mainRoom(room: string): OxlintOverride {
  const others = backendRooms.filter((name) => name !== room);
  const patterns = [noElectron, noPage, into(others, roomsApart), noShell, noBackend];
  return boundary([`src/main/${room}`], room === 'lab' ? patterns : [...patterns, noKernels]);
}

const pageOnly = [
  libraries(
    [...node, ...machineLibraries],
    'The page has no Node: it asks the backend through src/renderer/connection. What touches the machine belongs in src/main.',
  ),
  into(
    ['main', 'preload', 'kernels'],
    'src/renderer knows only src/shared: move what both sides need there, and ask the backend for the rest.',
  ),
];

/** A room of the page. */
function pageRoom(room: string): OxlintOverride {
  const others = backendRooms.filter((name) => name !== room);
  const message =
    'Rooms do not import one another. What several rooms draw belongs in src/renderer/charts, table, controls or result; what they share in src/shared.';
  return boundary([`src/renderer/${room}`], [...pageOnly, into(others, message)]);
}

const runnerAlone =
  'The runner is a process of its own: it imports only src/main/lab/runner, src/shared and the layout of src/kernels. What the backend does for a run belongs in src/main/lab.';

/**
 * Files of the runner that lie in `where`.
 * @param climbs how many times `../` must stand before a file's name for it to be one of src/main/lab or src/main
 */
function runner(where: string, climbs: string): OxlintOverride {
  const patterns = [
    libraries(machineLibraries, runnerAlone),
    into(['renderer', 'preload', 'machine', 'monitor', 'runs', 'settings', ...shells], runnerAlone),
    { regex: `^(\\./)?(\\.\\./)${climbs}(src/)?(main/)?(lab/)?[^./]+\\.ts$`, message: runnerAlone },
  ];
  return { files: [where], rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

const shellAsks = 'A shell asks the rooms through src/main/backend.ts and the contract in src/shared/contract.ts.';

export default defineConfig({
  plugins: ['typescript', 'import', 'react', 'jsx-a11y', 'unicorn', 'promise', 'vitest'],
  categories: { correctness: 'error' },
  ignorePatterns: ['out', '.cache', 'node_modules'],
  rules: {
    'no-console': 'error',
    'no-debugger': 'error',
    eqeqeq: 'error',
    'no-empty': 'error',
    'import/default': 'off',
    'react/react-in-jsx-scope': 'off',
    'react/rules-of-hooks': 'error',
    'react/exhaustive-deps': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  },
  overrides: [
    boundary(['src'], [noElectron, noPage, noKernels]),
    boundary(
      ['src/shared'],
      [
        libraries(
          [...node, ...machineLibraries, ...pageLibraries],
          'src/shared runs everywhere and knows neither Node nor the page. What touches the machine belongs in src/main, what draws in src/renderer.',
        ),
        into(
          ['main', 'preload', 'renderer', 'kernels'],
          'src/shared imports nothing but itself. Move what both sides need into src/shared.',
        ),
      ],
    ),
    boundary(['src/renderer'], pageOnly),
    boundary(
      ['src/renderer/charts', 'src/renderer/table', 'src/renderer/controls', 'src/renderer/theme'],
      [
        ...pageOnly,
        into(
          [...backendRooms, 'connection', 'frame', 'result'],
          'charts, table, controls and theme know nothing of rooms or of RPC: take data by props, and put what knows a room in src/renderer/<room>.',
        ),
      ],
    ),
    boundary(
      ['src/renderer/result', 'src/renderer/frame', 'src/renderer/connection'],
      [
        ...pageOnly,
        into(
          backendRooms,
          'result, frame and connection serve every room and know none: what knows a room belongs in src/renderer/<room>, src/renderer/App.tsx puts them together.',
        ),
      ],
    ),
    ...backendRooms.map(pageRoom),
    boundary(
      ['src/main/machine'],
      [
        noElectron,
        noPage,
        noKernels,
        into(
          [...backendRooms, ...shells],
          'src/main/machine is the layer below every room and knows none of them. What belongs to a room goes to src/main/<room>, which asks machine.',
        ),
        noBackend,
      ],
    ),
    ...backendRooms.map(mainRoom),
    runner('src/main/lab/runner/*', '+'),
    runner('src/main/lab/runner/*/**', '{2,}'),
    boundary(
      ['src/main/serve', 'src/main/cli'],
      [noElectron, noPage, noKernels, into([...backendRooms, 'machine'], shellAsks)],
    ),
    {
      files: ['src/main/electron/**', 'src/main/index.ts'],
      rules: {
        'no-restricted-imports': [
          'error',
          { patterns: [noPage, noKernels, into([...backendRooms, 'machine', 'serve', 'cli'], shellAsks)] },
        ],
      },
    },
    boundary(
      ['src/preload'],
      [
        into(
          ['main', 'renderer', 'kernels', 'shared'],
          'src/preload hands the page its port, nothing else. What the page needs besides belongs in src/renderer or src/shared.',
        ),
      ],
    ),
    {
      files: ['src/kernels/**'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                regex: '^([^.]|(\\./)?(\\.\\./)+(src/)?(main|renderer|preload|shared)(/|$))',
                message:
                  'Kernels stand alone: they import only src/kernels. Constants that both compilers read are in src/kernels/layout.ts.',
              },
            ],
          },
        ],
        'no-undef': 'off',
        'no-empty': 'off',
      },
    },
    { files: ['scripts/**', 'bin/**', 'bench/**', 'src/main/cli/**'], rules: { 'no-console': 'off' } },
    {
      files: ['**/*.test.ts', '**/*.test.tsx', 'e2e/**'],
      rules: { 'no-restricted-imports': 'off', 'typescript/no-non-null-assertion': 'off' },
    },
    // Playwright's fixtures are called with a function named `use`, and must take their first argument apart.
    { files: ['e2e/**'], rules: { 'react/rules-of-hooks': 'off', 'no-empty-pattern': 'off' } },
  ],
});
