/** Documents as PDF. */
import { z } from 'zod';
import { documentFile } from '../../operations/billing/document-file.ts';
import { downloadDocuments, fileName } from '../../operations/billing/download-documents.ts';
import { exportDocuments } from '../../operations/billing/export-documents.ts';
import { recordedExport } from '../../operations/audit/record-export.ts';
import { documentsAsked } from '../../operations/billing/read-document.ts';
import { answers } from '../../schemas/answers.ts';
import { documentCountQuery, documentExportQuery } from '../../schemas/billing/documents.ts';
import { idParams } from '../../schemas/common.ts';
import { sheetText } from '../../schemas/jobs/job.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { fileStream, producesOf } from '../send-file.ts';
import { wantedOf } from './document-routes.ts';

const tags = ['Documents'];
const reads = { permission: 'documents:read' } as const;

/** Registers the PDF of a document, the ZIP of many, and the list as a sheet. */
export function addDocumentFileRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/documents/:id/pdf`,
    {
      config: reads,
      schema: {
        tags,
        summary: 'The document as PDF: the same bytes for ever',
        params: idParams,
        produces: ['application/pdf'],
        response: answers({ 200: z.unknown(), 304: z.unknown() }),
      },
    },
    async (request, reply) => {
      const { number, sha256, pdf } = await documentFile(deps, actorOf(request), request.params.id);
      const etag = `"${sha256}"`;
      void reply.header('etag', etag).header('cache-control', 'private, max-age=31536000, immutable');
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      const name = fileName(number);
      return reply
        .type('application/pdf')
        .header(
          'content-disposition',
          `attachment; filename="${name.replaceAll(/[^\x20-\x7e]/g, '_')}.pdf"; filename*=UTF-8''${encodeURIComponent(name)}.pdf`,
        )
        .send(pdf);
    },
  );
  app.get(
    `${API}/documents/download`,
    {
      config: reads,
      schema: {
        tags,
        summary: 'The PDFs of a list as a ZIP: same filters and order, the newest 1,000',
        querystring: documentCountQuery,
        produces: producesOf(['zip']),
        response: answers({ 200: sheetText }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const filter = await documentsAsked(deps, actor, wantedOf(request.query));
      const pieces = downloadDocuments(deps, actor, filter);
      return reply.send(await fileStream(reply, 'zip', { name: 'documents', pieces }));
    },
  );
  app.get(
    `${API}/documents/export`,
    {
      config: reads,
      schema: {
        tags,
        summary: 'The list as a file (CSV or XLSX): same filters and order, all pages; days are as printed',
        querystring: documentExportQuery,
        produces: producesOf(['csv', 'xlsx']),
        response: answers({ 200: sheetText }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { format, ...query } = request.query;
      const filter = await documentsAsked(deps, actor, wantedOf(query));
      const pieces = recordedExport(deps, actor, { view: 'documents', format }, (onRows) =>
        exportDocuments(deps.reads, filter, { format, onRows }),
      );
      return reply.send(await fileStream(reply, format, { name: 'documents', pieces }));
    },
  );
}
