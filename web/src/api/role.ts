import { useSession } from '@/api/session';

/** Whether whoever looks may sell, decide and change things. */
export const useIsAdmin = (): boolean =>
  useSession((session) => session.is === 'signed-in' && session.user.role === 'admin');
