import { expect, it } from 'vitest';
import { openTestPg } from '../support/fresh-database.ts';
import { grepDatabase } from '../support/grep-database.ts';
import { describeOnServers, useServers } from '../support/servers.ts';

const servers = useServers();

describeOnServers('erasure of a patient', () => {
  it('reaches a message that still waits in Redis: it is taken in as erased, unanswered, without its text; what comes after is answered', async () => {
    const system = await servers.start({ workers: 0 });
    const [from, other] = ['351980000001', '351980000002'];
    const { traceId } = await system.say(from, 'My canary is called Featherstonehaugh');
    await system.say(other, 'How much is whitening?');
    const erased = await system.admin('DELETE', `/patients?clinicId=${system.clinic.id}&from=${from}`);
    expect(erased.status).toBe(404); // nothing is known of him yet

    await system.startWorker();
    expect(await system.reply(other)).toMatch(/250/);
    expect(await system.settled({ accepted: 2 })).toMatchObject({ accepted: 2, answered: 1, ignored: { erased: 1 } });
    const sql = openTestPg(String(system.env['DATABASE_URL']), { poolSize: 1 });
    expect(await grepDatabase(sql, 'Featherstonehaugh')).toEqual({});
    expect(await grepDatabase(sql, from)).toEqual({});
    await sql.close();
    const { body } = await system.admin<{ events: { stage: string; data: object }[] }>('GET', `/traces/${traceId}`);
    expect(body.events.find((event) => event.stage === 'inbound')?.data).toMatchObject({ items: [{ from: null, text: null, reason: 'erased' }] });

    await system.say(from, 'How much is a filling?');
    expect(await system.reply(from)).toMatch(/90/);
    expect(system.repliesTo(from)).toHaveLength(1);
    await system.stop();
  });
});
