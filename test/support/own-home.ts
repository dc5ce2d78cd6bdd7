import { inject } from 'vitest';

// Of these tests each file has a process of its own, and so has each step of them.
process.env['HOME'] = inject('home');
