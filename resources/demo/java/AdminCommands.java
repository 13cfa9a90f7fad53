import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.MemberAssignment;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What Apache's own Admin client does and sees: to prepare a cluster, and as the truth to compare with. */
final class AdminCommands {
    private final Admin admin;

    AdminCommands(Properties connection) {
        admin = Admin.create(KafkaClients.with(connection, "client.id", "offsight-admin"));
    }

    void addTo(Map<String, KafkaClients.Command> commands) {
        commands.put("createTopics", this::createTopics);
        commands.put("deleteTopics", arguments -> admin.deleteTopics(strings(arguments.path("topics"))).all().get());
        commands.put("addPartitions", arguments -> admin.createPartitions(Map.of(arguments.path("topic").asText(), NewPartitions.increaseTo(arguments.path("total").asInt()))).all().get());
        commands.put("deleteRecords", this::deleteRecords);
        commands.put("deleteGroups", arguments -> admin.deleteConsumerGroups(strings(arguments.path("groups"))).all().get());
        commands.put("setGroupConfig", this::setGroupConfig);
        commands.put("allow", this::allow);
        commands.put("listGroups", arguments -> listGroups());
        commands.put("describeGroups", arguments -> describe(strings(arguments.path("groups"))));
        commands.put("awaitGroup", this::awaitGroup);
        commands.put("committedOffsets", this::committedOffsets);
        commands.put("logOffsets", this::logOffsets);
        commands.put("leaders", this::leaders);
    }

    private Object createTopics(JsonNode arguments) throws Exception {
        List<NewTopic> topics = new ArrayList<>();
        for (JsonNode topic : arguments.path("topics")) {
            Map<String, String> configs = new HashMap<>();
            topic.path("configs").properties().forEach(entry -> configs.put(entry.getKey(), entry.getValue().asText()));
            topics.add(new NewTopic(topic.path("topic").asText(), topic.path("partitions").asInt(1), (short) topic.path("replicas").asInt(1)).configs(configs));
        }
        for (var created : admin.createTopics(topics).values().values()) {
            try {
                created.get();
            } catch (java.util.concurrent.ExecutionException problem) {
                if (!(problem.getCause() instanceof TopicExistsException)) throw problem;
            }
        }
        for (NewTopic topic : topics) awaitLeaders(topic.name());
        return null;
    }

    /** A topic is usable only once every partition's leader is known to the broker that is asked. */
    private void awaitLeaders(String topic) throws Exception {
        for (int attempt = 0; attempt < 200; attempt++) {
            try {
                var partitions = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions();
                if (partitions.stream().allMatch(partition -> partition.leader() != null && !partition.leader().isEmpty())) return;
            } catch (java.util.concurrent.ExecutionException notYet) {
                // asked again below
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("Topic " + topic + " has no leader after 10 s");
    }

    private Object deleteRecords(JsonNode arguments) throws Exception {
        TopicPartition partition = new TopicPartition(arguments.path("topic").asText(), arguments.path("partition").asInt());
        return admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(arguments.path("before").asLong()))).lowWatermarks().get(partition).get().lowWatermark();
    }

    private Object setGroupConfig(JsonNode arguments) throws Exception {
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, arguments.path("group").asText());
        var change = new AlterConfigOp(new ConfigEntry(arguments.path("name").asText(), arguments.path("value").asText()), AlterConfigOp.OpType.SET);
        return admin.incrementalAlterConfigs(Map.of(group, List.of(change))).all().get();
    }

    /** ACLs: principal may do the operations on the resource (`*` = all of that type). */
    private Object allow(JsonNode arguments) throws Exception {
        List<AclBinding> bindings = new ArrayList<>();
        ResourceType type = ResourceType.fromString(arguments.path("resourceType").asText());
        for (String operation : strings(arguments.path("operations"))) {
            bindings.add(new AclBinding(
                    new ResourcePattern(type, arguments.path("resource").asText(), PatternType.LITERAL),
                    new AccessControlEntry(arguments.path("principal").asText(), "*", AclOperation.fromString(operation), AclPermissionType.ALLOW)));
        }
        return admin.createAcls(bindings).all().get();
    }

    private Object listGroups() throws Exception {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (var group : admin.listGroups(new ListGroupsOptions()).all().get()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("groupId", group.groupId());
            row.put("groupType", group.type().map(Object::toString).map(String::toLowerCase).orElse(null));
            row.put("protocolType", group.protocol());
            row.put("groupState", group.groupState().map(GroupState::toString).orElse(null));
            rows.add(row);
        }
        return rows;
    }

    private List<Map<String, Object>> describe(Collection<String> groups) throws Exception {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (ConsumerGroupDescription group : admin.describeConsumerGroups(groups).all().get().values()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("groupId", group.groupId());
            row.put("groupType", group.type().toString().toLowerCase());
            row.put("groupState", group.groupState().toString());
            row.put("assignor", group.partitionAssignor());
            row.put("coordinator", group.coordinator().id());
            row.put("groupEpoch", group.groupEpoch().orElse(null));
            List<Map<String, Object>> members = new ArrayList<>();
            for (MemberDescription member : group.members()) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("memberId", member.consumerId());
                one.put("groupInstanceId", member.groupInstanceId().orElse(null));
                one.put("clientId", member.clientId());
                one.put("host", member.host());
                one.put("assignment", assignment(Optional.of(member.assignment())));
                one.put("targetAssignment", assignment(member.targetAssignment()));
                one.put("memberEpoch", member.memberEpoch().orElse(null));
                members.add(one);
            }
            row.put("members", members);
            rows.add(row);
        }
        return rows;
    }

    private static Object assignment(Optional<MemberAssignment> assignment) {
        if (assignment.isEmpty()) return null;
        Map<String, List<Integer>> byTopic = new TreeMap<>();
        for (TopicPartition partition : assignment.get().topicPartitions()) byTopic.computeIfAbsent(partition.topic(), topic -> new ArrayList<>()).add(partition.partition());
        List<Map<String, Object>> topics = new ArrayList<>();
        byTopic.forEach((topic, partitions) -> {
            partitions.sort(null);
            topics.add(Map.of("topic", topic, "partitions", partitions));
        });
        return topics;
    }

    /** Waits until the group is in a state, and if `members` is given, has that many. */
    private Object awaitGroup(JsonNode arguments) throws Exception {
        String groupId = arguments.path("group").asText();
        String state = arguments.path("state").asText("Stable");
        long until = System.currentTimeMillis() + arguments.path("timeoutMs").asLong(30_000);
        Object last = null;
        while (System.currentTimeMillis() < until) {
            try {
                Map<String, Object> group = describe(List.of(groupId)).get(0);
                last = group;
                boolean enough = !arguments.has("members") || ((List<?>) group.get("members")).size() == arguments.path("members").asInt();
                if (state.equals(group.get("groupState")) && enough) return group;
            } catch (java.util.concurrent.ExecutionException problem) {
                last = problem.getCause().getMessage();
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("Group " + groupId + " is not " + state + " in time; last seen: " + KafkaClients.JSON.writeValueAsString(last));
    }

    private Object committedOffsets(JsonNode arguments) throws Exception {
        Map<String, ListConsumerGroupOffsetsSpec> asked = new HashMap<>();
        for (String group : strings(arguments.path("groups"))) asked.put(group, new ListConsumerGroupOffsetsSpec());
        List<Map<String, Object>> rows = new ArrayList<>();
        admin.listConsumerGroupOffsets(asked).all().get().forEach((group, offsets) -> offsets.forEach((partition, offset) -> {
            if (offset != null) rows.add(Map.of("groupId", group, "topic", partition.topic(), "partition", partition.partition(), "offset", offset.offset(), "metadata", offset.metadata()));
        }));
        return rows;
    }

    private Object logOffsets(JsonNode arguments) throws Exception {
        Map<TopicPartition, OffsetSpec> first = new HashMap<>();
        Map<TopicPartition, OffsetSpec> last = new HashMap<>();
        admin.describeTopics(strings(arguments.path("topics"))).allTopicNames().get().forEach((topic, description) -> description.partitions().forEach(info -> {
            TopicPartition partition = new TopicPartition(topic, info.partition());
            first.put(partition, OffsetSpec.earliest());
            last.put(partition, OffsetSpec.latest());
        }));
        var starts = admin.listOffsets(first).all().get();
        var ends = admin.listOffsets(last).all().get();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (TopicPartition partition : first.keySet()) {
            rows.add(Map.of("topic", partition.topic(), "partition", partition.partition(), "logStartOffset", starts.get(partition).offset(), "logEndOffset", ends.get(partition).offset()));
        }
        return rows;
    }

    private Object leaders(JsonNode arguments) throws Exception {
        List<Map<String, Object>> rows = new ArrayList<>();
        admin.describeTopics(strings(arguments.path("topics"))).allTopicNames().get().forEach((topic, description) -> description.partitions().forEach(info ->
                rows.add(Map.of("topic", topic, "partition", info.partition(), "leader", info.leader() == null ? -1 : info.leader().id()))));
        return rows;
    }

    static List<String> strings(JsonNode array) {
        List<String> result = new ArrayList<>();
        array.forEach(item -> result.add(item.asText()));
        return result;
    }
}
