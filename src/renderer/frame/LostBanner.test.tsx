import { expect, test } from 'vitest';
import { lostWords } from './LostBanner.tsx';

const at = (second: number) => new Date(Date.UTC(2026, 9, 2, 14, 32, second));
const lost = { status: 'lost', since: at(4), nextTry: at(10), reason: 'It ended.', needsNewLink: false } as const;

test('nothing is said while the connection is open', () => {
  expect(lostWords({ status: 'open' }, at(8))).toBeNull();
});

test('says since when the backend is lost and when the next try comes', () => {
  expect(lostWords(lost, at(8))).toEqual({ what: 'Backend lost 4 s ago.', next: 'Next try in 2 s.' });
});

test('does not count below zero while it is trying', () => {
  expect(lostWords(lost, at(12))?.next).toBe('Trying now.');
});

test('a backend that was started anew needs a new link, and no number of tries helps', () => {
  const words = lostWords(
    { ...lost, nextTry: null, needsNewLink: true, reason: 'This browser needs a new link.' },
    at(8),
  );
  expect(words?.next).toContain('Open the new link');
});
