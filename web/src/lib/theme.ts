// Light or dark: as the device has it, or as somebody chose here.

import { create } from 'zustand';

import { forget, recall, remember } from '@/lib/storage';

export type ThemeChoice = 'system' | 'light' | 'dark';

const key = 'admitone.theme';
const prefersDark = '(prefers-color-scheme: dark)';

export function readThemeChoice(text: string | null): ThemeChoice {
  return text === 'light' || text === 'dark' ? text : 'system';
}

export const useTheme = create<{ choice: ThemeChoice }>(() => ({ choice: readThemeChoice(recall(key)) }));

export function chooseTheme(choice: ThemeChoice): void {
  if (choice === 'system') forget(key);
  else remember(key, choice);
  useTheme.setState({ choice });
}

/** Paints the page in the theme from now on. Called once, before the first paint. */
export function followTheme(): void {
  const system = matchMedia(prefersDark);
  const paint = (): void => {
    const { choice } = useTheme.getState();
    const isDark = choice === 'dark' || (choice === 'system' && system.matches);
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
  };
  paint();
  useTheme.subscribe(paint);
  system.addEventListener('change', paint);
  // Another tab chose.
  addEventListener('storage', (event) => {
    if (event.key === key) useTheme.setState({ choice: readThemeChoice(event.newValue) });
  });
}
