// bench/results/results.md: a section for each scene, replaced when that scene is measured again, and its plots.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { sceneNames, type SceneName } from './options.ts';
import type { Plot } from './plot.ts';

/// What a scene found: Markdown for the reader, plots, and the raw figures.
export interface Finding {
  title: string;
  markdown: string;
  plots: Plot[];
  figures: unknown;
}

const heading = `# Measured

A run of \`script/bench\` wrote this; [what the rows mean](../README.md). Compare ratios rather than rates: they were
measured in turn on one machine, while rates follow the machine. "Median (least–most)" is of the rounds.
`;

const marker = (scene: string): string => `<!-- scene: ${scene} -->`;

/// The sections that are there already, by scene.
async function readSections(path: string): Promise<Map<string, string>> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const parts = text.split(/^<!-- scene: (\w+) -->\n/m).slice(1);
  const sections = new Map<string, string>();
  for (let at = 0; at + 1 < parts.length; at += 2) sections.set(parts[at] ?? '', (parts[at + 1] ?? '').trim());
  return sections;
}

/// Where a run's results go: the sections and plots into one folder, raw figures into another.
export class Results {
  readonly #folder: string;
  readonly #rawFolder: string;

  constructor(folder: string, rawFolder: string) {
    this.#folder = folder;
    this.#rawFolder = rawFolder;
  }

  get path(): string {
    return join(this.#folder, 'results.md');
  }

  /// Keeps figures that nobody reads unless in doubt.
  async keepRaw(name: string, figures: unknown): Promise<void> {
    await mkdir(this.#rawFolder, { recursive: true });
    await writeFile(join(this.#rawFolder, `${name}.json`), `${JSON.stringify(figures, null, 1)}\n`);
  }

  /// Puts a scene's section in its place, with `circumstances` (when, where) below its title. Returns it.
  async write(scene: SceneName, circumstances: string, finding: Finding): Promise<string> {
    await mkdir(this.#folder, { recursive: true });
    const plots = await Promise.all(finding.plots.map(async ({ name, title, svg }) => {
      await writeFile(join(this.#folder, `${name}.svg`), svg);
      return `![${title}](${name}.svg)`;
    }));
    const section = [`## ${finding.title}`, circumstances, finding.markdown.trim(), ...plots].join('\n\n');
    const sections = await readSections(this.path);
    sections.set(scene, section);
    const inOrder = sceneNames.flatMap((name) => {
      const text = sections.get(name);
      return text === undefined ? [] : [`${marker(name)}\n${text}\n`];
    });
    await writeFile(this.path, [heading, ...inOrder].join('\n'));
    await this.keepRaw(scene, finding.figures);
    return section;
  }
}
