import { useState } from 'react';
import { Navigate } from 'react-router';

import { takeFragment } from '@/lib/fragment';

import { keepClaimCode } from './kept-code';

/** Where the link of a letter leads that brings a ticket: its code waits while the person signs in or registers. */
export default function ClaimLinkPage() {
  useState(() => {
    const code = takeFragment(location);
    if (code !== null) keepClaimCode(code);
  });
  return <Navigate to="/wallet/claim" replace />;
}
