import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';

import { answerOf, api } from '@/api/client';
import { ConcertForm } from '@/features/concerts/concert-form';
import { newValues } from '@/features/concerts/form-values';
import { texts } from '@/texts/en';
import { Page } from '@/ui/page';
import { showToast } from '@/ui/toasts';

export default function NewConcertPage() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const words = texts.concerts;
  return (
    <Page title={words.form.createTitle} back={{ to: '/concerts', label: words.title }} width="narrow">
      <ConcertForm
        initial={newValues(new Intl.DateTimeFormat().resolvedOptions().timeZone)}
        submitLabel={words.form.create} cancelTo="/concerts"
        send={(body) => answerOf(api.POST('/api/concerts', { body }))}
        onDone={(concert) => {
          client.setQueryData(['concerts', concert.id], concert);
          void client.invalidateQueries({ queryKey: ['concerts', 'all'] });
          showToast('admit', words.form.createdToast(concert.name));
          // What one does next with a new concert; going back from there leads to the list.
          void navigate(`/concerts/${concert.id}/tickets`, { replace: true });
        }}
      />
    </Page>
  );
}
