import { Skeleton } from '@/ui/loading';

/** Tickets on their way: their paper, without print. */
export function TicketSkeleton({ label }: { label: string }) {
  return (
    <div role="status" className="grid gap-4">
      <span className="sr-only">{label}</span>
      <Skeleton className="h-60 w-full opacity-60" />
      <Skeleton className="h-60 w-full opacity-40" />
    </div>
  );
}
