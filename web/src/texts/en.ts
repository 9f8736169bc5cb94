// Every text that people read, by feature: `texts.door.admit`. Functions for texts with values in them.
// Add a feature's group in all.en.ts. A second language is a second set of files of the same shapes.
//
// A namespace and not an object: so that each page loads the groups it uses, and no other.

export * as texts from '@/texts/all.en';
