/** Which processes an action is about, so that a person can tell them from others: name, PID, start, owner. */
import { useState } from 'react';
import { nameWords, startWords, type Subject } from './subjects.ts';

/** More are counted. */
const SHOWN = 8;

export function SubjectFacts({ subjects }: { subjects: readonly Subject[] }) {
  const [now] = useState(() => new Date());
  const [first] = subjects;
  const guarded = subjects.filter(({ guard }) => guard !== null);
  if (subjects.length === 1 && first !== undefined) {
    return (
      <dl className="facts">
        <Fact name="Process">
          <b>{nameWords(subjects)}</b>, PID <b>{first.key.pid}</b>
        </Fact>
        <Fact name="Started">{startWords(first, now)}</Fact>
        <Fact name="Owner">{first.user ?? 'not known'}</Fact>
      </dl>
    );
  }
  return (
    <>
      <table className="subject-list">
        <thead>
          <tr>
            <th scope="col">Process</th>
            <th scope="col">PID</th>
            <th scope="col">Started</th>
            <th scope="col">Owner</th>
          </tr>
        </thead>
        <tbody>
          {subjects.slice(0, SHOWN).map((subject) => (
            <tr key={subject.key.pid} className={subject.guard === null ? undefined : 'text-3'}>
              <td>
                {nameWords([subject])}
                {subject.guard !== null && ', left out'}
              </td>
              <td>{subject.key.pid}</td>
              <td>{startWords(subject, now).replace(/,.*/, '')}</td>
              <td>{subject.user ?? 'not known'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {subjects.length > SHOWN && <p className="dialog-text">and {subjects.length - SHOWN} more</p>}
      {guarded.length > 0 && (
        <p className="dialog-text">
          Left out: {guarded.length}. {guarded[0]?.guard}
        </p>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
