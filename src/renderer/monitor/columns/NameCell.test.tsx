import { expect, test } from 'vitest';
import { argumentsOf } from './NameCell.tsx';

test.each([
  ['ingestd', '/usr/bin/ingestd --config /etc/ingest.toml', '--config /etc/ingest.toml'],
  ['clickhouse-serv', 'clickhouse-server config.xml', 'config.xml'],
  ['nginx', 'nginx: worker process', 'worker process'],
  ['python3', '/usr/bin/env bash', '/usr/bin/env bash'],
  ['kthreadd', null, ''],
  ['sh', '', ''],
])('%s with the command line %j is followed by %j', (name, commandLine, rest) => {
  expect(argumentsOf(name, commandLine)).toBe(rest);
});
