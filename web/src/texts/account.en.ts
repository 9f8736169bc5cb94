/** Signing in and out, registering, the first admin, one's own account. */
export const account = {
  fields: {
    username: 'Username',
    usernameOrEmail: 'Username or e-mail',
    email: 'E-mail',
    password: 'Password',
  },
  /** How a sentence about a field begins. */
  sentences: { username: 'The username', email: 'The e-mail address', password: 'The password', token: 'The link' },
  hints: {
    username: '3 to 40 letters, digits, dots, dashes or underscores. Others see it when you send them a ticket.',
    password: 'At least 10 characters. A short sentence is good.',
    passwordSize: (bytes: number, max: number) => `Too long: ${bytes} of ${max} bytes.`,
  },
  objections: {
    username: 'Type your username or e-mail address.',
    email: 'Type your e-mail address.',
    password: 'Type your password.',
    newUsername: 'Choose a username.',
    newPassword: 'Choose a password.',
  },

  signIn: {
    title: 'Sign in',
    submit: 'Sign in',
    ended: 'Your session has ended. Sign in to go on where you were.',
    wrong: 'That username and password do not go together. Check both: capitals count in the password.',
    noAccount: 'No account yet?',
    register: 'Register',
    doctor: 'Is this device ready for the door?',
  },

  register: {
    title: 'Register',
    lead: 'An account holds the tickets that are sold or sent to you.',
    submit: 'Register',
    hasAccount: 'Registered already?',
    signIn: 'Sign in',
  },

  setup: {
    title: 'First admin',
    heading: 'Open the box office',
    lead: 'This server has no accounts yet. The one that you make here can do everything: create concerts, sell tickets and add people.',
    submit: 'Make the admin account',
    noToken: 'This link is not complete. Open the whole link that the server printed when it started; its end is the token.',
    notValid: 'This link is not valid, or was used already. A fresh one is printed when a server without an admin starts.',
    done: 'There is an administrator already: this server is set up.',
    goSignIn: 'Go to sign in',
  },

  profile: {
    title: 'Account',
    username: 'Username',
    email: 'E-mail',
    role: 'Role',
    since: 'Since',
    signOut: 'Sign out',
    signOutHint: 'Ends this session in every tab of this browser.',
    device: 'On this device',
    reference: 'API reference',
    notSignedOut: 'You are still signed in: the server could not be told.',
  },
};
