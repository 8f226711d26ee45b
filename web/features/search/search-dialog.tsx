/** One box for everything: a combobox whose options are hits, places of the panel, and what was opened before. */
import { Loader } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { searchAnswer } from '../../../src/schemas/search/search.ts';
import { actorQuery } from '../../api/actor.ts';
import { get } from '../../api/client.ts';
import { useLanguage } from '../../app/use-language.ts';
import '../../styles/search.css';
import { timeText } from '../../ui/format.ts';
import { Icon } from '../../ui/icons.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Tag } from '../../ui/tag.tsx';
import { entryOfHit, placesOf, type Entry } from './entries.ts';
import { keepEntry, recentEntries } from './recent.ts';
import { Dialog } from '../../ui/dialog.tsx';

const TYPING_PAUSE_MS = 180;
/** Without a text, the places that are shown. */
const PLACES_SHOWN = 5;

type Group = Readonly<{ name: 'recent' | 'found' | 'places'; entries: readonly Entry[] }>;

export function SearchDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const router = useRouter();
  const [text, setText] = useState('');
  const asked = text.trim();
  const found = useFound(asked);
  const groups = useGroups(asked, found.entries);
  const entries = groups.flatMap((group) => group.entries);
  const [chosen, setChosen] = useState(0);
  const at = Math.min(chosen, entries.length - 1);
  const list = useId();
  useReturnedFocus();
  const optionId = (index: number) => `${list}-${index}`;
  const open = (entry: Entry) => {
    keepEntry(entry);
    onClose();
    router.history.push(entry.href);
  };
  const choose = (index: number) => {
    const next = (index + entries.length) % entries.length;
    setChosen(next);
    document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const entry = entries[at];
    // Enter that ends the writing of a character is no choice.
    if (entry === undefined || event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') choose(at + 1);
    else if (event.key === 'ArrowUp') choose(at - 1);
    else if (event.key === 'Enter' && !found.isBehind) open(entry);
    else return;
    event.preventDefault();
  };
  const isNothing = asked !== '' && entries.length === 0 && !found.isBehind && found.error === null;
  return (
    <Dialog
      onClose={onClose}
      title={t('search.title')}
      size="lg"
      // In the middle it would jump with each answer.
      centered={false}
      yOffset="8dvh"
      classNames={{ body: 'tb-find-body' }}
    >
      <div className="tb-find-box">
        <Icon name="search" />
        <input
          data-autofocus
          type="text"
          role="combobox"
          aria-label={t('search.label')}
          aria-expanded={entries.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          {...(entries.length > 0 && { 'aria-activedescendant': optionId(at) })}
          placeholder={t('search.hint')}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
        {found.isBehind && <Loader size={16} aria-hidden="true" />}
      </div>
      {found.error !== null && <ProblemAlert error={found.error} onRetry={found.retry} />}
      <div id={list} role="listbox" aria-label={t('search.results')} className="tb-find-list">
        {groups.map(({ name, entries: ofGroup }, index) => {
          const before = groups.slice(0, index).reduce((sum, group) => sum + group.entries.length, 0);
          return (
            <div key={name} role="group" aria-labelledby={`${list}-${name}`}>
              <div id={`${list}-${name}`} className="tb-find-group" role="presentation">
                {t(`search.group.${name}`)}
              </div>
              {ofGroup.map((entry, position) => (
                <Option
                  key={entry.key}
                  id={optionId(before + position)}
                  entry={entry}
                  isChosen={before + position === at}
                  onOpen={() => open(entry)}
                  onPoint={() => setChosen(before + position)}
                />
              ))}
            </div>
          );
        })}
      </div>
      {isNothing && <p className="tb-find-none">{t('search.none', { text: asked })}</p>}
      {found.isIncomplete && <p className="tb-find-none">{t('search.incomplete')}</p>}
      {(asked === '' || isNothing) && <p className="tb-find-help">{t('search.help')}</p>}
      <p className="tb-visually-hidden" role="status">
        {asked === '' || found.isBehind ? '' : t('search.count', { count: entries.length })}
      </p>
    </Dialog>
  );
}

/** The dialog is taken away as a whole, so that Mantine has no moment to do this. */
function useReturnedFocus(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) before.focus();
    },
    [before],
  );
}

function Option(
  props: Readonly<{ id: string; entry: Entry; isChosen: boolean; onOpen: () => void; onPoint: () => void }>,
) {
  const { id, entry, isChosen, onOpen, onPoint } = props;
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      className="tb-find-option"
      onClick={onOpen}
      onKeyDown={() => {}} // keys are those of the box, which keeps the focus
      onPointerMove={onPoint}
    >
      <Icon name={entry.icon} size={16} />
      <span className="tb-find-words">
        <bdi>{entry.title}</bdi>
        {entry.details !== '' && <small>{entry.details}</small>}
      </span>
      {entry.status !== null && <Tag tone="mute">{entry.status}</Tag>}
    </div>
  );
}

function useFound(asked: string) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: actor } = useQuery(actorQuery);
  const [paused] = useDebouncedValue(asked, TYPING_PAUSE_MS);
  const answer = useQuery({
    queryKey: ['search', paused],
    queryFn: ({ signal }) => get<z.output<typeof searchAnswer>>('/search', { query: { q: paused }, signal }),
    enabled: paused !== '',
    placeholderData: keepPreviousData,
    retry: false,
  });
  const zone = actor?.timezone ?? 'UTC';
  const isAsked = asked !== '' && paused !== '';
  return {
    entries: isAsked
      ? (answer.data?.hits ?? []).map((hit) => entryOfHit(hit, t, (at) => timeText(at, zone, language)))
      : [],
    isIncomplete: isAsked && answer.data?.isIncomplete === true,
    /** What is shown belongs to an earlier text. */
    isBehind: asked !== '' && (asked !== paused || answer.isPlaceholderData || answer.isLoading),
    error: isAsked && answer.isError ? answer.error : null,
    retry: () => void answer.refetch(),
  };
}

function useGroups(asked: string, hits: readonly Entry[]): readonly Group[] {
  const { t } = useTranslation();
  const { data: actor } = useQuery(actorQuery);
  const [recent] = useState(recentEntries);
  const places = actor ? placesOf(actor, asked, t) : [];
  const groups: readonly Group[] =
    asked === ''
      ? [
          { name: 'recent', entries: recent },
          { name: 'places', entries: places.slice(0, PLACES_SHOWN) },
        ]
      : [
          { name: 'found', entries: hits },
          { name: 'places', entries: places },
        ];
  const seen = new Set<string>();
  return groups
    .map(({ name, entries }) => ({
      name,
      entries: entries.filter(({ key }) => !seen.has(key) && seen.add(key)),
    }))
    .filter(({ entries }) => entries.length > 0);
}
