import { useEffect, useRef } from 'react';

import { Button } from '@/ui/button';

interface LoadMoreProps {
  hasMore: boolean;
  isLoading: boolean;
  onMore: () => void;
  label: string;
  loadingLabel: string;
}

/** The end of a list that goes on: asks for more when it comes into view, and by hand. */
export function LoadMore({ hasMore, isLoading, onMore, label, loadingLabel }: LoadMoreProps) {
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = mark.current;
    if (element === null || !hasMore || isLoading) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) onMore();
      },
      { rootMargin: '400px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [hasMore, isLoading, onMore]);
  if (!hasMore) return null;
  return (
    <div ref={mark} className="flex justify-center">
      <Button isBusy={isLoading} onClick={onMore}>{isLoading ? loadingLabel : label}</Button>
    </div>
  );
}
