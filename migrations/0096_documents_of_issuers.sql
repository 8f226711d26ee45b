-- Whoever issued a document sees it for as long as the books are kept, also when its account has moved elsewhere.
drop policy own_tree on documents;
create policy own_tree on documents for select to tollbook_api
  using (exists (select 1 from accounts mine where mine.id in (documents.account_id, documents.issuer_id)));
create index documents_by_issue on documents (issued_at);
