// How pages look and whether everybody can use them.

import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

import { projectRoot } from '../../support/commands.ts';

const folder = resolve(process.env['ADMITONE_SCREENSHOTS'] ?? join(projectRoot, 'build/screenshots'));

export const sizes = {
  phone: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
  desk: { width: 1440, height: 900 },
} as const;
export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Runs the work in the themes, then puts the page's own back. The page must follow the system's. */
async function inThemes(page: Page, wanted: readonly Theme[], work: (theme: Theme) => Promise<void>): Promise<void> {
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  for (const theme of wanted) {
    await page.emulateMedia({ colorScheme: theme });
    await page.waitForFunction((wanted) => document.documentElement.dataset['theme'] === wanted, theme);
    // Colours fade into each other; axe must not measure one on its way. Brought to their ends rather than
    // awaited: one that the browser has put off would be awaited for ever.
    await page.evaluate(finishAnimations);
    await work(theme);
  }
  await page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' });
}

/** Runs in the page. Endless animations have no end to be brought to. */
function finishAnimations(): void {
  for (const animation of document.getAnimations()) {
    if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
  }
}

/** Pictures of the page as it is, at three sizes in both themes: <name>-<size>-<theme>.png. A page that looks the same in both needs one. */
export async function shoot(page: Page, name: string, wanted: readonly Theme[] = themes): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await inThemes(page, wanted, (theme) => screenshot(page, name, theme));
}

/** The same of a page as it stands, which is not of the web app: the theme is in its name only. */
export async function screenshot(page: Page, name: string, theme: Theme): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const before = page.viewportSize();
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    await page.screenshot({ path: join(folder, `${name}-${size}-${theme}.png`), animations: 'disabled' });
  }
  if (before !== null) await page.setViewportSize(before);
}

/**
 * In a window as high as the page: axe takes what lies under the bar at the bottom of a phone for covered, though it
 * comes out from there when the page is scrolled.
 */
async function inFullHeight(page: Page, work: () => Promise<void>): Promise<void> {
  const before = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (before === null || height <= before.height) return await work();
  await page.setViewportSize({ width: before.width, height });
  await work();
  await page.setViewportSize(before);
}

/** axe finds nothing against WCAG 2.2 AA, in either theme; there is one h1 and the page has a title. */
export async function expectAccessible(page: Page, wanted: readonly Theme[] = themes): Promise<void> {
  await inFullHeight(page, async () => await inThemes(page, wanted, async (theme) => {
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    const found = violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help}\n    ${node.html}\n    ${node.failureSummary ?? ''}`));
    expect(found, `axe, ${theme}`).toEqual([]);
  }));
  await expect(page.locator('h1')).toHaveCount(1);
  await expect(page).toHaveTitle(/\S/);
}
