/** The time of day, for words such as "today" and "5 min ago": looked at once a minute. */
import { useEffect, useState } from 'react';

const minute = 60_000;

export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), minute);
    return () => clearInterval(timer);
  }, []);
  return now;
}
