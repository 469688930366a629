import { pictureIdOf } from '#chat/answers/images.ts';
import { reportFilledIn, reportModal, reportPicture } from '#chat/answers/reporting.ts';
import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import { streamOf } from '#chat/stream.ts';

export default command({
  name: 'report',
  summary: 'Tells the admins that a picture should not be here',
  examples: ['/report 7k2m9x4q1c', '/report 7k2m9x4q1c it makes fun of somebody'],
  private: true,
  options: {
    id: option.pictureId(),
    reason: option.text({ summary: 'What is wrong with it; you need not say', rest: true }),
  },
  run: (ctx, { id, reason }) => reportPicture(ctx, pictureIdOf(id), reason),
  actions: {
    report: {
      opensModal: true,
      run: ({ words }, [id = '']) => ({ modal: reportModal({ sources: [{ id, label: id }] }, words) }),
      submit: (ctx, args, values) => ({ reply: streamOf(reportFilledIn(ctx, args, values)) }),
    },
  },
});
