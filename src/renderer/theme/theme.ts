/** Colours and density follow the settings; "system" follows the operating system while the window is open. */
import { useEffect } from 'react';
import type { Settings } from '../../shared/settings.ts';

/** Sets `data-theme` and `data-density` on the root element, and keeps `system` in step with the operating system. */
export function useTheme(theme: Settings['theme'], density: Settings['density']): void {
  useEffect(() => {
    const root = document.documentElement;
    root.dataset['density'] = density;
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const apply = () => {
      root.dataset['theme'] = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
    };
    apply();
    dark.addEventListener('change', apply);
    return () => dark.removeEventListener('change', apply);
  }, [theme, density]);
}
