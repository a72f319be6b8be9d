import { compile } from '@inlang/paraglide-js';
import { paraglideOptions } from '../paraglide.config.ts';
import { digestMessages, markMessages } from './messages.ts';
import { root } from './paths.ts';

const digest = digestMessages(root);
await compile(paraglideOptions);
markMessages(root, digest);
process.exit(0); // the compiler leaves 30 s timers behind
