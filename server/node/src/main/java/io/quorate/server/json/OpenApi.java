package io.quorate.server.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.rpc.Status;
import java.util.Set;
import java.util.TreeSet;

/** Describes the API as OpenAPI 3.1, made of the same descriptors that calls are answered by. */
final class OpenApi {
  private static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private static final String ABOUT =
      """
      Every call of the gRPC API, in the JSON of protobuf. 64-bit numbers are strings, bytes are base64, \
      times are as in RFC 3339, durations are seconds with an s. A field that is not known is refused. \
      An error is a google.rpc.Status; its details of the type google.rpc.ErrorInfo tell all reasons. \
      A stream is told as server-sent events, each named as its message; the last one is named end, and \
      has the google.rpc.Status that the call ended with.\
      """;

  private final ApiMethods methods;
  private final ProtoComments comments = ProtoComments.read();
  private final MessageSchemas schemas = new MessageSchemas(comments);

  OpenApi(ApiMethods methods) {
    this.methods = methods;
  }

  /** The document. */
  String text() {
    JsonObject document = new JsonObject();
    document.addProperty("openapi", "3.1.0");
    document.add("info", info());
    document.add("tags", tags());
    document.add("paths", paths());
    document.add("components", components());
    return PRETTY.toJson(document) + "\n";
  }

  private static JsonObject info() {
    JsonObject info = new JsonObject();
    info.addProperty("title", "Quorate");
    info.addProperty("version", "v1");
    info.addProperty("description", ABOUT);
    return info;
  }

  private JsonArray tags() {
    Set<String> names = new TreeSet<>();
    JsonArray tags = new JsonArray();
    for (ApiMethod method : methods.all()) {
      String service = method.described().getService().getName();
      if (names.add(service)) {
        JsonObject tag = new JsonObject();
        tag.addProperty("name", service);
        tag.addProperty("description", comments.of(method.described().getService().getFullName()));
        tags.add(tag);
      }
    }
    return tags;
  }

  private JsonObject paths() {
    JsonObject paths = new JsonObject();
    for (ApiMethod method : methods.all()) {
      if (!method.takesStream()) {
        JsonObject path = new JsonObject();
        if (method.onlyLooks()) {
          path.add("get", asked(method));
        }
        path.add("post", sent(method));
        paths.add("/api/v1/" + method.name(), path);
      }
    }
    return paths;
  }

  private JsonObject asked(ApiMethod method) {
    JsonObject operation = operation(method, "get");
    JsonArray parameters = headers(method);
    for (FieldDescriptor field : method.described().getInputType().getFields()) {
      JsonObject parameter = new JsonObject();
      parameter.addProperty("name", field.getJsonName());
      parameter.addProperty("in", "query");
      parameter.add("schema", schemas.property(field));
      parameters.add(parameter);
    }
    operation.add("parameters", parameters);
    return operation;
  }

  private JsonObject sent(ApiMethod method) {
    JsonObject operation = operation(method, "post");
    operation.add("parameters", headers(method));
    JsonObject body = new JsonObject();
    body.addProperty("required", true);
    body.add(
        "content",
        content("application/json", schemas.reference(method.described().getInputType())));
    operation.add("requestBody", body);
    return operation;
  }

  private JsonObject operation(ApiMethod method, String verb) {
    JsonObject operation = new JsonObject();
    JsonArray tag = new JsonArray();
    tag.add(method.described().getService().getName());
    operation.add("tags", tag);
    operation.addProperty("operationId", method.name().replace('/', '_') + "_" + verb);
    String said = comments.of(method.described().getFullName());
    if (!said.isEmpty()) {
      operation.addProperty("description", said);
    }
    JsonObject responses = new JsonObject();
    responses.add("200", answered(method));
    JsonObject error = new JsonObject();
    error.addProperty("$ref", "#/components/responses/Error");
    responses.add("default", error);
    operation.add("responses", responses);
    return operation;
  }

  private JsonObject answered(ApiMethod method) {
    JsonObject answer = new JsonObject();
    JsonObject message = schemas.reference(method.described().getOutputType());
    if (method.streams()) {
      String type = method.described().getOutputType().getName();
      answer.addProperty(
          "description",
          "Events named " + type + ", each with a " + type + " as JSON in its data.");
      answer.add("content", content("text/event-stream", MessageSchemas.typed("string")));
    } else {
      answer.addProperty("description", "What the call answers.");
      answer.add("content", content("application/json", message));
    }
    return answer;
  }

  private static JsonArray headers(ApiMethod method) {
    JsonArray parameters = new JsonArray();
    parameters.add(
        header(
            CallTime.HEADER,
            "How long the call may take, as gRPC writes it: 30S are 30 seconds.",
            "^[0-9]{1,8}[HMSmun]$"));
    if (method.described().getInputType().findFieldByName("caller") != null) {
      parameters.add(
          header(
              RequestKey.HEADER,
              "The request id of the caller. What is sent again under it is carried out once.",
              "^[!-.0-~]{1,64}$"));
    }
    if (method.streams() && method.described().getInputType().findFieldByName("from") != null) {
      parameters.add(
          header(
              "Last-Event-ID",
              "The id of the last event that is known; goes on from it.",
              "^[0-9]+$"));
    }
    return parameters;
  }

  private static JsonObject header(String name, String description, String pattern) {
    JsonObject header = new JsonObject();
    header.addProperty("name", name);
    header.addProperty("in", "header");
    header.addProperty("description", description);
    header.add("schema", MessageSchemas.with(MessageSchemas.typed("string"), "pattern", pattern));
    return header;
  }

  private static JsonObject content(String type, JsonObject schema) {
    JsonObject media = new JsonObject();
    media.add("schema", schema);
    JsonObject content = new JsonObject();
    content.add(type, media);
    return content;
  }

  private JsonObject components() {
    JsonObject error = new JsonObject();
    error.addProperty("description", "Why the call was not carried out, or that nobody knows.");
    error.add("content", content("application/json", schemas.reference(Status.getDescriptor())));
    JsonObject responses = new JsonObject();
    responses.add("Error", error);
    JsonObject components = new JsonObject();
    components.add("schemas", schemas.all());
    components.add("responses", responses);
    return components;
  }
}
