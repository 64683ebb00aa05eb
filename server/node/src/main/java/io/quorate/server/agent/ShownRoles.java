package io.quorate.server.agent;

import io.quorate.core.GroupId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a node shows of its roles, in memory as in the files.
 *
 * @param leases from when its leases count, read before the roles (see {@link LeaseFile}); null
 *     while none was extended
 * @param files role of each group
 */
public record ShownRoles(@Nullable LeaseFile leases, Map<GroupId, RoleFile> files) {
  /** CLOCK_BOOTTIME when the right to serve ends that the role tells of; 0 without any. */
  public long leaseEnd(RoleFile role) {
    return leases == null ? 0 : leases.endOf(role);
  }
}
