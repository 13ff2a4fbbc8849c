export * from './chat';
export * from './logs';
export * from './store';
export * from './tickets';
export * from './pictures';
export * from './meter';
export * from './checkup';
