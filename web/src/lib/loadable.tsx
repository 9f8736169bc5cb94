import { use, type ComponentType } from 'react';

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>;

/**
 * A component whose code is loaded when it is needed, as with React's `lazy`; but one that is loaded already is drawn at
 * once. `lazy` waits for its promise even then, and React keeps a fallback that was drawn for 300 ms. `load` may be
 * called any number of times and fetches once; it rejects when the code cannot be had.
 */
export function loadable<Props extends object>(load: Load<Props>): { Component: ComponentType<Props>; load: Load<Props> } {
  let loading: ReturnType<Load<Props>> | undefined;
  let loaded: ComponentType<Props> | undefined;
  const loadOnce: Load<Props> = () => {
    loading ??= load().then((module) => {
      loaded = module.default;
      return module;
    });
    return loading;
  };
  function Loadable(props: Props) {
    const Body = loaded ?? use(loadOnce()).default;
    return <Body {...props} />;
  }
  return { Component: Loadable, load: loadOnce };
}
