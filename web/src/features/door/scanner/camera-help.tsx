// Why the camera is off, and what to do: the rest of the door works without it.

import type { CameraProblem } from '@/lib/camera/camera-problem';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';

/** What trying again cannot change. */
const isFinal = (problem: CameraProblem): boolean => problem === 'insecure' || problem === 'unsupported';

export function CameraHelp({ problem, onRetry }: { problem: CameraProblem; onRetry: () => void }) {
  const { title, body, advice } = texts.door.camera[problem];
  return (
    <section className="absolute inset-0 grid place-items-center overflow-y-auto px-4 pb-56 pt-24" role="alert">
      <div className="perforated w-full max-w-md [--tear:calc(100%-3rem)]">
        <div className="flex flex-col gap-3 p-6 pr-16">
          <h2 className="text-2xl">{title}</h2>
          <p>{body}</p>
          <ul className="flex flex-col gap-2 text-ink-soft">
            {advice.map((line) => (
              <li key={line} className="door-advice">{line}</li>
            ))}
          </ul>
          {!isFinal(problem) && (
            <Button tone="primary" className="mt-2 self-start" onClick={onRetry}>{texts.door.camera.retry}</Button>
          )}
        </div>
      </div>
    </section>
  );
}
