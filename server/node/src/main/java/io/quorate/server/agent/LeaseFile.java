package io.quorate.server.agent;

import com.google.gson.JsonObject;
import java.util.Optional;

/**
 * From when the leases of a node count, told to programs on its machine in one file for all groups:
 * what an answer of the leader extends it extends for all of them. Is to be read before the role
 * file: the file of a group whose lease goes on no longer says so before the leases of the others
 * are counted anew.
 *
 * @param node this node
 * @param boot which start of the machine its clock counts from, as the kernel names it
 * @param run which start of the agent; says nothing of a role file of another
 * @param countedFromBootNanos CLOCK_BOOTTIME when the heartbeat left from which the leases count
 */
public record LeaseFile(String node, String boot, long run, long countedFromBootNanos) {
  /** CLOCK_BOOTTIME when the right to serve ends that the role file tells of; 0 without any. */
  public long endOf(RoleFile role) {
    return role.run() == run && role.leaseNanos() > 0
        ? countedFromBootNanos + role.leaseNanos()
        : 0;
  }

  /** As the file says it. */
  String json() {
    JsonObject object = new JsonObject();
    object.addProperty("node", node);
    object.addProperty("boot_id", boot);
    object.addProperty("run", run);
    object.addProperty("counted_from_boot_nanos", countedFromBootNanos);
    return ToldJson.text(object);
  }

  /** Reads a file; empty when it is not one. */
  static Optional<LeaseFile> parse(String text) {
    return ToldJson.read(
        text,
        json ->
            new LeaseFile(
                json.get("node").getAsString(),
                json.get("boot_id").getAsString(),
                json.get("run").getAsLong(),
                json.get("counted_from_boot_nanos").getAsLong()));
  }
}
