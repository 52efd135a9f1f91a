import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ThreadlabError } from '../../shared/errors.ts';
import { lostUpdate } from '../../shared/lab/catalogue/lost-update.ts';
import { backend } from '../testing/backendDouble.ts';
import { InterpreterField } from './InterpreterField.tsx';

test('where the Pythons may not be asked, the field says why, and not that it is asking', async () => {
  const words = 'This backend was started with --read-only, so lab.interpreters is refused. Nothing was changed.';
  backend.call.mockRejectedValue(new ThreadlabError('readOnly', words));
  render(<InterpreterField experiment={lostUpdate} picked={[]} onChange={() => undefined} disabled={false} />);
  expect(await screen.findByText(words)).toBeTruthy();
  expect(backend.call.mock.calls.map(([path]) => path)).toEqual(['lab.interpreters']);
  expect(document.body.textContent).not.toContain('Asking');
});
