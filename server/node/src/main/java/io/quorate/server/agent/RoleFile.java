package io.quorate.server.agent;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a program on this machine is told of a group's role.
 *
 * @param group name of the group
 * @param node this node
 * @param role active while it may serve; else standby, promoting or demoting
 * @param epoch the epoch that it serves or leaves, 0 on a standby
 * @param since when it came into this role
 * @param leaseNanos for how long it may serve, counted as the {@link LeaseFile} says; 0 when it may
 *     not, or when its lease is not extended any more
 * @param run which start of the agent wrote this
 * @param holder the node that is active, as far as is known; may be empty
 * @param endpoints where clients reach it
 */
public record RoleFile(
    String group,
    String node,
    String role,
    long epoch,
    Instant since,
    long leaseNanos,
    long run,
    String holder,
    List<String> endpoints) {
  /** Keeps its own copy. */
  public RoleFile {
    endpoints = List.copyOf(endpoints);
  }

  /** As the file says it. */
  String json() {
    JsonObject object = new JsonObject();
    object.addProperty("group", group);
    object.addProperty("node", node);
    object.addProperty("role", role);
    object.addProperty("epoch", epoch);
    object.addProperty("since", since.toString());
    object.addProperty("lease_nanos", leaseNanos);
    object.addProperty("run", run);
    object.addProperty("active_node", holder);
    JsonArray array = new JsonArray();
    endpoints.forEach(array::add);
    object.add("active_endpoints", array);
    return ToldJson.text(object);
  }

  /** Reads a file; empty when it is not one. */
  public static Optional<RoleFile> parse(String text) {
    return ToldJson.read(
        text,
        json ->
            new RoleFile(
                json.get("group").getAsString(),
                json.get("node").getAsString(),
                json.get("role").getAsString(),
                json.get("epoch").getAsLong(),
                Instant.parse(json.get("since").getAsString()),
                json.get("lease_nanos").getAsLong(),
                json.get("run").getAsLong(),
                json.get("active_node").getAsString(),
                json.getAsJsonArray("active_endpoints").asList().stream()
                    .map(JsonElement::getAsString)
                    .toList()));
  }
}
