//! What holds for every operation, put into the document in one place: ids, keys, problems, tags of answers.

use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::response::{Response, ResponseBuilder};
use utoipa::openapi::{ContentBuilder, ObjectBuilder, OpenApi, Ref, RefOr, Required, Schema, Type};

use crate::http::problem::CODES;

const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";
const PROBLEM_SCHEMA: &str = "#/components/schemas/Problem";

/// The document with what its operations have in common.
pub(super) fn complete(mut document: OpenApi) -> OpenApi {
    for (path, item) in &mut document.paths.paths {
        for (reads, operation) in operations(item) {
            complete_one(path, reads, operation);
        }
    }
    list_codes(&mut document);
    document
}

/// Each operation of a path, and whether it only reads.
fn operations(item: &mut PathItem) -> impl Iterator<Item = (bool, &mut Operation)> {
    let all = [
        (true, &mut item.get),
        (false, &mut item.post),
        (false, &mut item.put),
        (false, &mut item.patch),
        (false, &mut item.delete),
    ];
    all.into_iter().filter_map(|(reads, operation)| Some((reads, operation.as_mut()?)))
}

fn complete_one(path: &str, reads: bool, operation: &mut Operation) {
    operation.operation_id = operation.operation_id.take().map(|handler| id(path, &handler));
    for (status, response) in &mut operation.responses.responses {
        if let RefOr::T(response) = response {
            complete_response(status, response);
        }
    }
    let any = problem("Any other problem; its `type` says which".to_owned());
    operation.responses.responses.entry("default".to_owned()).or_insert(RefOr::T(any));
    // Coming in has no key: whoever guessed one would get another's session.
    let signed_in = operation.security.as_ref().is_some_and(|ways| !ways.is_empty());
    if !reads && signed_in && !is_tagged(operation, "entry") {
        take_key(operation);
    }
    if reads {
        tag_answer(operation);
    }
}

/// Unique among all operations: what the path begins with, and the name of the handler.
fn id(path: &str, handler: &str) -> String {
    let rest = path.trim_start_matches("/api/v1/");
    let first = rest.split('/').next().unwrap_or_default().replace('-', "_");
    if first == handler { first } else { format!("{first}_{handler}") }
}

fn is_tagged(operation: &Operation, tag: &str) -> bool {
    operation.tags.iter().flatten().any(|known| known == tag)
}

fn complete_response(status: &str, response: &mut Response) {
    let is_problem = |content: &RefOr<utoipa::openapi::Content>| match content {
        RefOr::T(content) => matches!(&content.schema, Some(RefOr::Ref(to)) if to.ref_location == PROBLEM_SCHEMA),
        RefOr::Ref(_) => false,
    };
    if response.content.get(JSON).is_some_and(is_problem)
        && let Some(content) = response.content.shift_remove(JSON)
    {
        response.content.insert(PROBLEM.to_owned(), content);
    }
    if response.description.is_empty() {
        response.description = described(status);
    }
}

/// What a status means here; for problems, which codes come with it.
fn described(status: &str) -> String {
    let codes = CODES.iter().filter(|(_, known, _)| known.as_str() == status);
    let codes: Vec<String> = codes.map(|(code, ..)| format!("`{code}`")).collect();
    match (status, codes.is_empty()) {
        ("201", _) => "Made".to_owned(),
        ("202" | "204", _) => "Done".to_owned(),
        (_, true) => "The answer".to_owned(),
        (_, false) => codes.join(", "),
    }
}

fn problem(description: String) -> Response {
    let content = ContentBuilder::new().schema(Some(Ref::new(PROBLEM_SCHEMA))).build();
    ResponseBuilder::new().description(description).content(PROBLEM, content).build()
}

fn take_key(operation: &mut Operation) {
    let text = ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).max_length(Some(128));
    let key = ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some("The same key with the same request is done once, and answered alike for a day"))
        .schema(Some(text))
        .build();
    operation.parameters.get_or_insert_default().push(RefOr::T(key));
}

/// Answers in JSON carry an ETag; whoever sends it back learns that nothing changed.
fn tag_answer(operation: &mut Operation) {
    let responses = &mut operation.responses.responses;
    let Some(RefOr::T(answer)) = responses.get_mut("200") else { return };
    if !answer.content.contains_key(JSON) {
        return;
    }
    let etag = HeaderBuilder::new().description(Some("Send it as `If-None-Match` to learn whether this changed"));
    answer.headers.insert("ETag".to_owned(), RefOr::T(etag.build()));
    let same = ResponseBuilder::new().description("It is as `If-None-Match` says").build();
    responses.entry("304".to_owned()).or_insert(RefOr::T(same));
}

/// The `type` of a problem is one of these.
fn list_codes(document: &mut OpenApi) {
    let schemas = document.components.as_mut().map(|components| &mut components.schemas);
    let problem = schemas.and_then(|schemas| schemas.get_mut("Problem"));
    let Some(RefOr::T(Schema::Object(problem))) = problem else { return };
    if let Some(RefOr::T(Schema::Object(code))) = problem.properties.get_mut("type") {
        code.enum_values = Some(CODES.iter().map(|(code, ..)| (*code).into()).collect());
    }
}
