import { hasSshd } from '../test/support/sshd';
import { optionsOf } from './options';
import { withOwnMounts } from './own-mounts';
import { tell } from './report';
import { soak } from './soak';

/** `npm run soak [-- --minutes 1 --seed 42]`: exit code 1 where a promise was not kept. */
async function main(): Promise<number> {
  const options = optionsOf(process.argv.slice(2));
  if (!hasSshd) {
    tell('soak: skipped, there is no sshd on this machine (Debian: openssh-server)');
    return process.env['CI'] ? 1 : 0;
  }
  return (await withOwnMounts()) ?? ((await soak(options)) ? 0 : 1);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
