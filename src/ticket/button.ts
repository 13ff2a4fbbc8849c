import { encode } from '../command';
import type { Locale } from '../language';
import type { Button, Reply } from '../reply';
import { withButton } from '../with-button';

/** The reply with *Escalate* behind its other buttons. */
export function withEscalation(reply: Reply, locale: Locale): Reply {
  const button: Button = {
    label: { en: 'Escalate', zh: '升级工单' }[locale],
    payload: encode({ name: 'escalate' }, locale),
    opens: 'form',
  };
  return withButton(reply, button);
}
