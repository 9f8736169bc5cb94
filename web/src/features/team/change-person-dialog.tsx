// One person: the role, whether they may come in, and a new password. What has consequences asks once more,
// in the same dialog: a dialog above a dialog is one too many.

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { describeError } from '@/api/problem';
import { PasswordForm } from '@/features/team/password-form';
import { changeUser, type Role, type User } from '@/features/team/queries';
import { RoleChoice } from '@/features/team/role-choice';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Notice } from '@/ui/notice';
import { showToast } from '@/ui/toasts';
import { useFocusWhen } from '@/ui/use-focus-when';

interface ChangePersonDialogProps {
  user: User | null;
  onChanged: (user: User) => void;
  onClose: () => void;
}

type Question = 'disable' | 'admin';

export function ChangePersonDialog({ user, onChanged, onClose }: ChangePersonDialogProps) {
  const client = useQueryClient();
  const words = texts.team.dialog;
  const [role, setRole] = useState<Role>('viewer');
  const [question, setQuestion] = useState<Question | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const cancel = useFocusWhen<HTMLButtonElement>(question !== null);
  const id = user?.id;
  useEffect(() => {
    setQuestion(null);
    setFailure(null);
    if (user !== null) setRole(user.role);
    // Another person, not another state of the same one.
  }, [id]);

  const change = async (body: Parameters<typeof changeUser>[1], told: (changed: User) => string): Promise<void> => {
    if (user === null || isBusy) return;
    setBusy(true);
    setFailure(null);
    try {
      const changed = await changeUser(user.id, body);
      showToast('admit', told(changed));
      setQuestion(null);
      setRole(changed.role);
      onChanged(changed);
      await client.invalidateQueries({ queryKey: ['users'] });
    } catch (error) {
      setFailure(describeError(error));
    } finally {
      setBusy(false);
    }
  };
  const saveRole = (): Promise<void> =>
    change({ role }, (changed) => texts.team.toast.role(changed.username, texts.common.roles[changed.role]));
  const disable = (): Promise<void> =>
    change({ is_active: false }, (changed) => texts.team.toast.disabled(changed.username));
  const enable = (): Promise<void> =>
    change({ is_active: true }, (changed) => texts.team.toast.enabled(changed.username));

  const close = (): void => {
    if (isBusy) return;
    if (question === null) onClose();
    else setQuestion(null);
  };
  const name = user?.username ?? '';
  if (question !== null) {
    const isDisabling = question === 'disable';
    return (
      <Dialog
        isOpen={user !== null} title={isDisabling ? words.disableTitle(name) : words.adminTitle(name)} onClose={close}
        actions={
          <>
            <Button ref={cancel} onClick={close}>{words.cancel}</Button>
            <Button tone="danger" isBusy={isBusy} onClick={() => void (isDisabling ? disable() : saveRole())}>
              {isDisabling ? words.disableConfirm : words.adminConfirm}
            </Button>
          </>
        }
      >
        <p>{isDisabling ? words.disableQuestion : words.adminQuestion}</p>
        {failure !== null && <Notice tone="refuse" isAlert className="mt-3">{failure}</Notice>}
      </Dialog>
    );
  }
  return (
    <Dialog isOpen={user !== null} title={words.changeTitle(name)} onClose={close} actions={<Button onClick={close}>{words.close}</Button>}>
      {user !== null && (
        <div className="flex flex-col gap-6">
          {failure !== null && <Notice tone="refuse" isAlert>{failure}</Notice>}
          <div className="flex flex-col items-start gap-2">
            <RoleChoice value={role} onChange={setRole} />
            <Button
              tone="primary" isBusy={isBusy} disabled={role === user.role}
              onClick={() => (role === 'admin' ? setQuestion('admin') : void saveRole())}
            >
              {words.saveRole}
            </Button>
          </div>
          <section className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-4">
            <div>
              <h3 className="text-base">{words.access}</h3>
              <p className="text-sm text-ink-soft">{user.is_active ? words.activeBody : words.disabledBody}</p>
            </div>
            {user.is_active
              ? <Button tone="danger" onClick={() => setQuestion('disable')}>{words.disable}</Button>
              : <Button isBusy={isBusy} onClick={() => void enable()}>{words.enable}</Button>}
          </section>
          <PasswordForm key={user.id} user={user} />
        </div>
      )}
    </Dialog>
  );
}
