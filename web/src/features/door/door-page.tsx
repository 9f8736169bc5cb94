// The door: once, where this device stands; then the camera, for the rest of the evening.

import { useState } from 'react';

import './door.css';
import { changeSettings, useDoorSettings } from './door-settings';
import type { Post } from './logic/scan-request';
import { Scanner } from './scanner/scanner';
import { DoorSetup } from './setup/door-setup';

const sameDoor = ({ concert_id, scan_type, location }: Post): string =>
  JSON.stringify([concert_id, scan_type, location]);

export default function DoorPage() {
  const post = useDoorSettings((settings) => settings.post);
  const [isChanging, setChanging] = useState(false);

  // Always dark, whatever the theme: a white page blinds whoever stands in the dark.
  return (
    <div data-theme="dark" className="min-h-dvh bg-paper text-ink">
      {post === null || isChanging ? (
        <DoorSetup
          post={post}
          onBack={post === null ? null : () => setChanging(false)}
          onDone={(chosen) => {
            changeSettings({ post: chosen });
            setChanging(false);
          }}
        />
      ) : (
        <Scanner key={sameDoor(post)} post={post} onChange={() => setChanging(true)} />
      )}
    </div>
  );
}
