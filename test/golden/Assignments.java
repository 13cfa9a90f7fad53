import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RoundRobinAssignor;
import org.apache.kafka.clients.consumer.StickyAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.coordinator.common.runtime.CoordinatorMetadataImage;
import org.apache.kafka.coordinator.group.api.assignor.ConsumerGroupPartitionAssignor;
import org.apache.kafka.coordinator.group.api.assignor.SubscribedTopicDescriber;
import org.apache.kafka.coordinator.group.api.assignor.SubscriptionType;
import org.apache.kafka.coordinator.group.assignor.UniformAssignor;
import org.apache.kafka.coordinator.group.modern.Assignment;
import org.apache.kafka.coordinator.group.modern.GroupSpecImpl;
import org.apache.kafka.coordinator.group.modern.MemberSubscriptionAndAssignmentImpl;
import org.apache.kafka.coordinator.group.modern.TopicIds;

/**
 * Prints random groups with the assignment that Kafka's own assignors make for them, one JSON value a line: `assignor`, `topics`
 * (name, id, number of partitions, racks of each partition's replicas), `members` (id, instance id, subscription, what it owns, generation, rack)
 * and `owners` (by topic and partition: the member's place, or -1). With the jars of org.apache.kafka:kafka_2.13:4.3.0 in LIB:
 *
 *   java -cp 'LIB/*' Assignments.java SEED CASES-OF-EACH-ASSIGNOR
 *
 * A case that makes Kafka's own assignor throw is left out.
 */
public class Assignments {
    private static final List<String> ASSIGNORS = List.of("range", "roundrobin", "sticky", "cooperative-sticky", "uniform", "range-of-broker");

    record Topic(String name, Uuid id, int partitions, List<List<String>> racks) { }

    record Member(String id, String instanceId, List<String> subscription, Map<String, List<Integer>> owned, int generation, String rack) { }

    private static Random random;

    public static void main(String[] arguments) throws Exception {
        random = new Random(Long.parseLong(arguments[0]));
        ObjectMapper json = new ObjectMapper();
        BufferedWriter out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
        for (String assignor : ASSIGNORS) {
            for (int left = Integer.parseInt(arguments[1]); left > 0; left--) {
                List<Topic> topics = topics();
                List<Member> members = members(topics, assignor);
                int[][] owners;
                try {
                    owners = assignor.equals("uniform") || assignor.equals("range-of-broker") ? broker(assignor, topics, members) : client(assignor, topics, members);
                } catch (RuntimeException refused) {
                    continue;
                }
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("assignor", assignor);
                line.put("topics", topics.stream().map(topic -> List.of(topic.name, topic.id.toString(), topic.partitions, topic.racks)).toList());
                line.put("members", members.stream().map(member -> Arrays.asList(member.id, member.instanceId, member.subscription, member.owned, member.generation, member.rack)).toList());
                line.put("owners", owners);
                out.write(json.writeValueAsString(line));
                out.newLine();
            }
        }
        out.flush();
    }

    private static List<Topic> topics() {
        List<Topic> topics = new ArrayList<>();
        int count = random.nextInt(20) == 0 ? 13 : 1 + random.nextInt(8);
        int racks = random.nextBoolean() ? 0 : 1 + random.nextInt(4);
        int same = 1 + random.nextInt(20);
        boolean alike = random.nextInt(3) == 0;
        for (int i = 0; i < count; i++) {
            int partitions = random.nextInt(3) == 0 ? same : random.nextInt(21);
            List<List<String>> replicas = new ArrayList<>();
            for (int partition = 0; partition < partitions; partition++) replicas.add(racksOf(racks, partition, alike));
            topics.add(new Topic("topic-" + Integer.toString(random.nextInt(1_000_000), 36), new Uuid(random.nextLong(), random.nextLong()), partitions, replicas));
        }
        return topics;
    }

    /** Racks of one partition's replicas, `alike` for all topics; a broker may have none. */
    private static List<String> racksOf(int racks, int partition, boolean alike) {
        if (racks == 0) return List.of();
        if (alike) return List.of("rack-" + partition % racks);
        Set<String> replicas = new TreeSet<>();
        for (int replica = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(3); replica > 0; replica--) replicas.add("rack-" + random.nextInt(racks));
        return List.copyOf(replicas);
    }

    private static List<Member> members(List<Topic> topics, String assignor) {
        int count = random.nextInt(20) == 0 ? 20 + random.nextInt(30) : 1 + random.nextInt(12);
        boolean alike = random.nextBoolean();
        List<String> common = someOf(topics);
        List<List<String>> subscriptions = new ArrayList<>();
        for (int i = 0; i < count; i++) subscriptions.add(alike || random.nextInt(4) == 0 ? common : someOf(topics));
        List<Map<String, List<Integer>>> owned = new ArrayList<>();
        for (int i = 0; i < count; i++) owned.add(new LinkedHashMap<>());
        boolean conflicts = assignor.contains("sticky") && random.nextInt(3) == 0;
        int favourites = 1 + random.nextInt(count);
        if (random.nextInt(5) > 0) {
            for (Topic topic : topics) {
                for (int partition = 0; partition < topic.partitions; partition++) {
                    for (int claims = random.nextInt(6) == 0 ? 0 : conflicts ? 1 + random.nextInt(2) : 1; claims > 0; claims--) {
                        int member = random.nextInt(random.nextInt(3) == 0 ? count : favourites);
                        if (!subscriptions.get(member).contains(topic.name) && random.nextInt(10) > 0) continue;
                        List<Integer> partitions = owned.get(member).computeIfAbsent(topic.name, name -> new ArrayList<>());
                        if (!partitions.contains(partition)) partitions.add(partition);
                    }
                }
            }
        }
        int staticMembers = random.nextInt(3);
        int racks = random.nextBoolean() ? 0 : 1 + random.nextInt(5);
        boolean everyRack = random.nextBoolean();
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String clientId = random.nextInt(3) == 0 ? "consumer-group-1" : "c" + random.nextInt(9);
            String instanceId = staticMembers == 2 || staticMembers == 1 && random.nextBoolean() ? "instance-" + (count - i) : null;
            int generation = owned.get(i).isEmpty() && random.nextBoolean() ? -1 : conflicts ? 3 + random.nextInt(3) : 5;
            members.add(new Member(clientId + "-" + new UUID(random.nextLong(), random.nextLong()), instanceId, subscriptions.get(i), owned.get(i), generation, racks == 0 || !everyRack && random.nextInt(4) == 0 ? null : random.nextInt(20) == 0 ? "" : "rack-" + random.nextInt(racks)));
        }
        return members;
    }

    /** At least one, now and then with one that does not exist. */
    private static List<String> someOf(List<Topic> topics) {
        Set<String> names = new TreeSet<>();
        for (Topic topic : topics) if (random.nextInt(3) > 0) names.add(topic.name);
        if (names.isEmpty()) names.add(topics.get(random.nextInt(topics.size())).name);
        if (random.nextInt(8) == 0) names.add("absent");
        return List.copyOf(names);
    }

    private static int[][] client(String name, List<Topic> topics, List<Member> members) {
        Node node = new Node(1, "localhost", 9092);
        List<PartitionInfo> partitions = new ArrayList<>();
        for (Topic topic : topics) {
            for (int i = 0; i < topic.partitions; i++) {
                Node[] replicas = topic.racks.get(i).stream().map(rack -> new Node(2 + rack.charAt(5), "localhost", 9092, rack)).toArray(Node[]::new);
                partitions.add(new PartitionInfo(topic.name, i, node, replicas.length == 0 ? new Node[] {node} : replicas, new Node[] {node}));
            }
        }
        Map<String, ConsumerPartitionAssignor.Subscription> subscriptions = new HashMap<>();
        for (Member member : members) {
            List<TopicPartition> owned = new ArrayList<>();
            member.owned.forEach((topic, numbers) -> numbers.forEach(number -> owned.add(new TopicPartition(topic, number))));
            ConsumerPartitionAssignor own = assignor(name);
            if (member.generation >= 0) own.onAssignment(new ConsumerPartitionAssignor.Assignment(owned), new ConsumerGroupMetadata("g", member.generation, member.id, Optional.ofNullable(member.instanceId)));
            ConsumerPartitionAssignor.Subscription subscription = new ConsumerPartitionAssignor.Subscription(
                member.subscription, own.subscriptionUserData(new HashSet<>(member.subscription)), owned, member.generation, Optional.ofNullable(member.rack));
            subscription.setGroupInstanceId(Optional.ofNullable(member.instanceId));
            subscriptions.put(member.id, subscription);
        }
        Map<String, ConsumerPartitionAssignor.Assignment> made = assignor(name)
            .assign(new Cluster("c", List.of(node), partitions, Set.of(), Set.of()), new ConsumerPartitionAssignor.GroupSubscription(subscriptions)).groupAssignment();
        int[][] owners = nobody(topics);
        for (int i = 0; i < members.size(); i++) for (TopicPartition partition : made.get(members.get(i).id).partitions()) take(owners[place(topics, partition.topic())], partition.partition(), i);
        return owners;
    }

    private static ConsumerPartitionAssignor assignor(String name) {
        return switch (name) {
            case "range" -> new org.apache.kafka.clients.consumer.RangeAssignor();
            case "roundrobin" -> new RoundRobinAssignor();
            case "sticky" -> new StickyAssignor();
            default -> new CooperativeStickyAssignor();
        };
    }

    private static int[][] broker(String name, List<Topic> topics, List<Member> members) {
        Map<Uuid, Topic> byId = new HashMap<>();
        Map<String, Topic> byName = new HashMap<>();
        for (Topic topic : topics) {
            if (topic.partitions == 0) continue;
            byId.put(topic.id, topic);
            byName.put(topic.name, topic);
        }
        TopicIds.TopicResolver resolver = new TopicIds.TopicResolver() {
            @Override public CoordinatorMetadataImage image() { return CoordinatorMetadataImage.EMPTY; }
            @Override public String name(Uuid id) { return byId.containsKey(id) ? byId.get(id).name : null; }
            @Override public Uuid id(String topic) { return byName.containsKey(topic) ? byName.get(topic).id : null; }
            @Override public void clear() { }
        };
        Map<String, MemberSubscriptionAndAssignmentImpl> specs = new HashMap<>();
        Map<Uuid, Map<Integer, String>> inverted = new HashMap<>();
        for (Member member : members) {
            Map<Uuid, Set<Integer>> target = new HashMap<>();
            member.owned.forEach((topic, numbers) -> {
                target.put(byName.get(topic).id, new HashSet<>(numbers));
                for (int number : numbers) inverted.computeIfAbsent(byName.get(topic).id, id -> new HashMap<>()).put(number, member.id);
            });
            specs.put(member.id, new MemberSubscriptionAndAssignmentImpl(Optional.ofNullable(member.rack), Optional.ofNullable(member.instanceId), new TopicIds(new HashSet<>(member.subscription), resolver), new Assignment(target)));
        }
        boolean alike = members.stream().map(member -> new HashSet<>(member.subscription)).distinct().count() == 1;
        ConsumerGroupPartitionAssignor assignor = name.equals("uniform") ? new UniformAssignor() : new org.apache.kafka.coordinator.group.assignor.RangeAssignor();
        var made = assignor.assign(new GroupSpecImpl(specs, alike ? SubscriptionType.HOMOGENEOUS : SubscriptionType.HETEROGENEOUS, inverted), new SubscribedTopicDescriber() {
            @Override public int numPartitions(Uuid id) { return byId.containsKey(id) ? byId.get(id).partitions : -1; }
            @Override public Set<String> racksForPartition(Uuid id, int partition) { return Set.copyOf(byId.get(id).racks.get(partition)); }
        }).members();
        int[][] owners = nobody(topics);
        for (int i = 0; i < members.size(); i++) {
            var assigned = made.get(members.get(i).id);
            if (assigned == null) continue;
            for (var entry : assigned.partitions().entrySet()) for (int partition : entry.getValue()) take(owners[place(topics, byId.get(entry.getKey()).name)], partition, i);
        }
        return owners;
    }

    private static int[][] nobody(List<Topic> topics) {
        int[][] owners = new int[topics.size()][];
        for (int i = 0; i < owners.length; i++) {
            owners[i] = new int[topics.get(i).partitions];
            Arrays.fill(owners[i], -1);
        }
        return owners;
    }

    private static int place(List<Topic> topics, String name) {
        for (int i = 0; i < topics.size(); i++) if (topics.get(i).name.equals(name)) return i;
        throw new IllegalStateException(name);
    }

    private static void take(int[] owners, int partition, int member) {
        if (owners[partition] != -1) throw new IllegalStateException("A partition is assigned twice.");
        owners[partition] = member;
    }
}
