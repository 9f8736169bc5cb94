// How many tickets come onto a page, with a picture of the page.

import { useId } from 'react';

import { texts } from '@/texts/en';

import { columns, rowsOf, type Grid, type Paper } from './sheet-plan';

const words = texts.printSheets;
const grids: readonly Grid[] = ['two_by_four', 'two_by_five'];

interface GridChoiceProps {
  value: Grid;
  paper: Paper;
  onChange: (grid: Grid) => void;
}

export function GridChoice({ value, paper, onChange }: GridChoiceProps) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-semibold">{words.grid}</legend>
      <div className="flex flex-wrap gap-3">
        {grids.map((grid) => (
          <label key={grid} className="sheet-choice">
            <input
              type="radio" name={name} value={grid} checked={grid === value} className="sr-only"
              onChange={() => onChange(grid)}
            />
            <PagePicture paper={paper} rows={rowsOf[grid]} />
            <span className="flex flex-col">
              <span className="font-display text-2xl font-bold leading-tight">{words.grids[grid].name}</span>
              <span className="text-sm text-ink-soft">{words.grids[grid].about}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** In millimetres. */
const papers: Record<Paper, { width: number; height: number }> = {
  a4: { width: 210, height: 297 },
  letter: { width: 215.9, height: 279.4 },
};
const margin = 10;

function PagePicture({ paper, rows }: { paper: Paper; rows: number }) {
  const { width, height } = papers[paper];
  const stub = { width: (width - 2 * margin) / columns, height: (height - 2 * margin) / rows };
  const side = stub.height * 0.5;
  const places = Array.from({ length: rows * columns }, (_, place) => ({
    x: margin + (place % columns) * stub.width,
    y: margin + Math.floor(place / columns) * stub.height,
  }));
  return (
    <svg viewBox={`-2 -2 ${width + 4} ${height + 4}`} className="sheet-picture" aria-hidden="true">
      <rect width={width} height={height} className="sheet-picture-page" />
      {places.map(({ x, y }) => (
        <g key={`${x} ${y}`}>
          <rect x={x} y={y} width={stub.width} height={stub.height} className="sheet-picture-cut" />
          <rect x={x + 6} y={y + 7} width={stub.width * 0.42} height={6} className="sheet-picture-ink" />
          <rect x={x + 6} y={y + 18} width={stub.width * 0.3} height={3} className="sheet-picture-ink" />
          <rect x={x + stub.width - side - 6} y={y + (stub.height - side) / 2} width={side} height={side} className="sheet-picture-code" />
        </g>
      ))}
    </svg>
  );
}
