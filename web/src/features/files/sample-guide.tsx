import { sampleFile } from '@/features/files/sample';
import { saveFile } from '@/lib/save-file';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';

/** What a file of buyers looks like, and one to begin with. */
export function SampleGuide({ currency }: { currency: string }) {
  const words = texts.files.sample;
  return (
    <section className="flex flex-col items-start gap-3">
      <h3 className="text-xl">{words.heading}</h3>
      <p className="max-w-prose text-ink-soft">{words.body}</p>
      <dl className="w-full divide-y divide-line border-y border-line">
        {words.columns.map(([name, meaning]) => (
          <div key={name} className="grid grid-cols-[6.5rem_1fr] gap-4 py-2.5">
            <dt className="font-mono text-sm leading-6">{name}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <Button onClick={() => saveFile(sampleFile(words.file, currency))}>{words.save}</Button>
    </section>
  );
}
