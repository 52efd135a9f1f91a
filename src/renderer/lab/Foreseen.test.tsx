import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ThreadlabError } from '../../shared/errors.ts';
import { command } from '../../shared/lab/catalogue/command.ts';
import { parseRequest } from '../../shared/lab/request.ts';
import { backend } from '../testing/backendDouble.ts';
import { Foreseen } from './Foreseen.tsx';

const { call } = backend;
const request = parseRequest(command, {});

test('says what the backend warns of, and what it would refuse', async () => {
  call.mockResolvedValueOnce({ warnings: ['random.py lies in the script’s folder.'] });
  const { rerender } = render(<Foreseen request={request} />);
  expect(await screen.findByText(/random\.py/)).toBeDefined();
  call.mockRejectedValueOnce(new ThreadlabError('badInput', 'cwd: there is no such folder: /none.'));
  rerender(<Foreseen request={{ ...request, repeats: 2 }} />);
  expect(await screen.findByText('Folder: there is no such folder: /none.')).toBeDefined();
  rerender(<Foreseen request={null} />);
  expect(screen.queryByText(/folder/)).toBeNull();
});
