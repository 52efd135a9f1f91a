/** A list of paths as one line of text, with commas between; it is taken on leaving the field or with Enter. */
import { useState } from 'react';
import { TextField } from '../controls/TextField.tsx';

export interface PathsFieldProps {
  label: string;
  paths: readonly string[];
  onChange: (paths: string[]) => void;
}

export function PathsField({ label, paths, onChange }: PathsFieldProps) {
  const [text, setText] = useState(() => paths.join(', '));
  const [error, setError] = useState<string | null>(null);
  const commit = () => {
    const wanted = text
      .split(',')
      .map((path) => path.trim())
      .filter((path) => path !== '');
    const other = wanted.find((path) => !path.startsWith('/'));
    if (other !== undefined) {
      setError(`"${other}" is no whole path. For example /opt/python3.14/bin/python3.`);
      return;
    }
    setError(null);
    if (wanted.join() !== paths.join()) onChange([...new Set(wanted)]);
  };
  return (
    <TextField
      className="setting-field"
      label={label}
      hideLabel
      mono
      placeholder="/opt/python3.14/bin/python3"
      value={text}
      error={error}
      onChange={setText}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key !== 'Escape') return;
        setText(paths.join(', '));
        setError(null);
      }}
    />
  );
}
