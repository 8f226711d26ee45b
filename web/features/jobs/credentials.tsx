import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from '../../api/client.ts';
import type { Job } from '../../api/jobs.ts';
import { Panel } from '../../ui/panel.tsx';
import { ConfirmDialog } from '../../ui/record/confirm-dialog.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { toast } from '../../ui/toast.ts';

/** Passwords that the job drew: they come once, to whoever started it. */
export function Credentials({ job, isOwn }: { job: Job; isOwn: boolean }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  return (
    <Panel title={t('jobs.credentials.title')}>
      <div className="tb-record">
        <p>{t(isOwn ? 'jobs.credentials.once' : 'jobs.credentials.ofOthers')}</p>
        {isOwn && (
          <div>
            <Button onClick={() => setAsked(true)}>{t('jobs.credentials.download')}</Button>
          </div>
        )}
      </div>
      {isAsked && (
        <ConfirmDialog
          title={t('jobs.credentials.download')}
          text={t('jobs.credentials.confirm')}
          submit={t('jobs.credentials.download')}
          act={() => download(`/jobs/${job.id}/credentials`, { method: 'POST' })}
          onDone={async (file) => {
            saveFile(file, `credentials-${job.createdAt.slice(0, 10)}.csv`);
            setAsked(false);
            toast(t('jobs.credentials.saved'));
            await queryClient.invalidateQueries({ queryKey: ['jobs'] });
          }}
          onClose={() => setAsked(false)}
        />
      )}
    </Panel>
  );
}
