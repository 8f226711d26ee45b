import { useState, type DragEvent } from 'react';

type Props = Readonly<{
  label: string;
  /** What stands in it: what to drop, or what was dropped. */
  title: string;
  fileName: string | null;
  /** What happens with the file, or is happening. */
  status: string;
  /** As of `input accept`. */
  accept: string;
  onFile: (file: File) => void;
}>;

/** Takes one file, dropped or chosen. */
export function DropZone({ label, title, fileName, status, accept, onFile }: Props) {
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const [chosen] = files ?? [];
    if (chosen !== undefined) onFile(chosen);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <label
      className="tb-drop"
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        type="file"
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file, corrected, must be taken again.
          event.currentTarget.value = '';
        }}
      />
      <strong>{fileName === null ? title : <bdi>{fileName}</bdi>}</strong>
      <span role="status">{status}</span>
    </label>
  );
}
