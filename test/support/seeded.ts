import fc from 'fast-check';

/** fast-check with a seed: every run plays the same random cases, so that a red run means a change. FC_SEED plays others. */
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20_261_126) });

export default fc;
