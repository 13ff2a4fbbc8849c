import { askedOf } from '../asked';

/** Where a log is, in Chinese. */
export const reply = () => askedOf('主机 db-01 的同步日志，对象存储，sync proxy');
