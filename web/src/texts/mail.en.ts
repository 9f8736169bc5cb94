// E-mail: addresses that are verified, links that letters carry, and what became of letters.

const count = new Intl.NumberFormat('en');

const tickets = (number: number): string =>
  number === 1 ? '1 ticket' : `${count.format(number)} tickets`;
const letters = (number: number): string => (number === 1 ? '1 letter' : `${count.format(number)} letters`);

export const mail = {
  verify: {
    title: 'Your address',
    working: 'One moment: the link is being looked at…',
    doneHeading: 'It is yours',
    done: (email: string) => `${email} is verified.`,
    bound: (number: number, username: string) =>
      number === 0
        ? `Tickets that are sold to it come into the wallet of ${username} by themselves.`
        : `${tickets(number)} came into the wallet of ${username}, and those that are sold to it later will too.`,
    failedHeading: 'That link did not work',
    noToken: 'This address is not whole. Open the link from the letter once more, or copy all of it.',
    wallet: 'Open the wallet',
    account: 'To your account',
  },

  own: {
    question: (email: string) => `Is ${email} yours?`,
    body: 'Open the link that was sent there by e-mail. Tickets that were sold to this address then come into your wallet by themselves.',
    again: 'Send the link again',
    sent: (email: string) => `Another link is on its way to ${email}.`,
    notSetUp: 'This box office sends no e-mail. Ask there to have your tickets put into your wallet, or claim them by their code.',
  },

  letters: {
    heading: 'Letters',
    none: 'No letter was written about this ticket.',
    notSetUp: 'E-mail is not set up, so this ticket’s letters are not sent.',
    again: 'Send again',
    sentAgain: (to: string) => `A letter to ${to} is on its way.`,
    kind: {
      ticket_sold: 'The ticket, to its buyer',
      ticket_received: 'The ticket, to its new holder',
      transfer_offered: 'An offer',
      transfer_accepted: 'An offer was accepted',
      refund_decided: 'A refund was decided',
      refund_completed: 'A refund was paid',
      verify_address: 'A link that verifies an address',
    },
    status: { waiting: 'Waiting', sent: 'Sent', given_up: 'Given up', withdrawn: 'Not needed any more' },
    to: (address: string) => `to ${address}`,
    attempts: (number: number) => (number === 1 ? '1 attempt' : `${count.format(number)} attempts`),
    next: (time: string) => `next attempt ${time}`,
  },

  status: {
    notSetUp: 'E-mail is not set up: tickets are not sent to their buyers. Show or print them.',
    trouble: 'Letters are not getting through',
    waiting: (number: number) => (number === 1 ? '1 letter waits to be sent.' : `${letters(number)} wait to be sent.`),
    givenUp: (number: number) => (number === 1 ? '1 letter was given up.' : `${letters(number)} were given up.`),
  },
  sell: 'E-mail is not set up: the ticket will not be sent to the buyer. Show or print it.',
};
