import { expect, it } from 'vitest';
import { expectAllAnsweredOnce, startLoad } from '../support/load.ts';
import { describeOnServers, useServers } from '../support/servers.ts';
import { until } from '../support/until.ts';

const servers = useServers();

describeOnServers('a deploy under load', () => {
  it('replaces workers by SIGTERM, also twice: nothing lost, nothing twice, exit 0', async () => {
    const system = await servers.start({ workers: 1 });
    const writers = startLoad(system, '3519200');
    for (const signals of [1, 2]) {
      await system.startWorker();
      await until('some messages before it', () => writers.accepted.length > 10 * signals);
      const old = system.workers.at(-2);
      if (!old) throw new Error('no worker');
      old.kill('SIGTERM');
      if (signals === 2) old.kill('SIGTERM');
      expect(await old.exited).toEqual({ code: 0, signal: null });
    }
    await writers.stop();
    await expectAllAnsweredOnce(system, writers.accepted);
    await system.stop();
  });

  it('replaces ingress by SIGTERM: no accepted message is lost, exit 0', async () => {
    const system = await servers.start({ workers: 1 });
    const writers = startLoad(system, '3519200');
    const old = system.ingress;
    await until('some messages before it', () => writers.accepted.length > 5);
    old.kill('SIGTERM');
    old.kill('SIGTERM');
    expect(await old.exited).toEqual({ code: 0, signal: null });
    await system.restartIngress();
    const before = writers.accepted.length;
    await until('some messages after it', () => writers.accepted.length > before + 5);
    await writers.stop();
    await expectAllAnsweredOnce(system, writers.accepted);
    await system.stop();
  });
});
