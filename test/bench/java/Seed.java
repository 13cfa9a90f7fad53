import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Scanner;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Fills a cluster for the benchmark and keeps its live groups alive until standard input closes. Group number g has
 * committed every partition of topic number g modulo topics; the last `liveGroups` of them have members, half of the
 * groups by the classic protocol, half by the consumer protocol. Members read nothing, so that the sum of all lags
 * is known at any time: it changes only by the commands `produce N`, N records over random partitions, and
 * `wide PARTITIONS MEMBERS`, one more live group on a topic of its own with one record in each partition.
 * Answers are JSON lines: `{"lag":…,"groupPartitions":…,"groups":…,"members":…}`, the first when all is ready.
 */
public final class Seed {
    private static final int HIGHEST_END = 9;
    private static final int CALLS_IN_FLIGHT = 200;
    /** Its topic and its group. */
    private static final String WIDE = "bench-wide";
    private final Properties connection = new Properties();
    private final int topics;
    private final int partitions;
    private final int groups;
    private final int liveGroups;
    private final int membersEach;
    private final Random random = new Random(20_260);
    private final long[][] ends;
    private long lag = 0;
    private int wideGroups = 0;
    private int wideMembers = 0;
    private int wideGroupPartitions = 0;

    private Seed(String[] args) {
        connection.put("bootstrap.servers", args[0]);
        connection.put("default.api.timeout.ms", "600000");
        connection.put("request.timeout.ms", "300000");
        topics = Integer.parseInt(args[1]);
        partitions = Integer.parseInt(args[2]);
        groups = Integer.parseInt(args[3]);
        liveGroups = Integer.parseInt(args[4]);
        membersEach = Integer.parseInt(args[5]);
        ends = new long[topics][partitions];
    }

    /** Usage: Seed BOOTSTRAP_SERVERS TOPICS PARTITIONS GROUPS LIVE_GROUPS MEMBERS_EACH. */
    public static void main(String[] args) throws Exception {
        Seed seed = new Seed(args);
        try (Admin admin = Admin.create(seed.connection); KafkaProducer<byte[], byte[]> producer = seed.producer()) {
            seed.createTopics(admin);
            seed.fill(producer);
            seed.commit(admin);
            seed.startMembers();
            seed.awaitMembers(admin);
            seed.report();
            Scanner input = new Scanner(System.in);
            while (input.hasNext()) {
                switch (input.next()) {
                    case "produce" -> seed.produce(producer, input.nextInt());
                    case "wide" -> seed.widen(admin, producer, input.nextInt(), input.nextInt());
                    default -> throw new IllegalArgumentException("produce N, or wide PARTITIONS MEMBERS");
                }
                seed.report();
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Properties settings = with("linger.ms", 20, "batch.size", 4_096, "buffer.memory", 134_217_728, "max.in.flight.requests.per.connection", 5, "delivery.timeout.ms", 600_000, "max.block.ms", 600_000);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Some at a time: a controller takes fewer than 10,000 partitions in one request. */
    private void createTopics(Admin admin) throws Exception {
        int each = Math.max(1, 4_000 / partitions);
        for (int from = 0; from < topics; from += each) {
            List<NewTopic> wanted = new ArrayList<>();
            for (int topic = from; topic < Math.min(topics, from + each); topic++) wanted.add(new NewTopic(name(topic), partitions, (short) 1));
            admin.createTopics(wanted).all().get();
            say("created topics " + Math.min(topics, from + each) + "/" + topics);
        }
    }

    private void fill(KafkaProducer<byte[], byte[]> producer) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        byte[] value = new byte[10];
        for (int topic = 0; topic < topics; topic++) {
            for (int partition = 0; partition < partitions; partition++) {
                ends[topic][partition] = 1 + random.nextInt(HIGHEST_END);
                for (int record = 0; record < ends[topic][partition]; record++) sent.add(producer.send(new ProducerRecord<>(name(topic), partition, null, value)));
            }
        }
        for (Future<RecordMetadata> record : sent) record.get();
        say("produced " + sent.size() + " records");
    }

    private void commit(Admin admin) throws Exception {
        List<Future<Void>> calls = new ArrayList<>();
        for (int group = 0; group < groups + liveGroups; group++) {
            int topic = group % topics;
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            for (int partition = 0; partition < partitions; partition++) {
                long committed = random.nextInt((int) ends[topic][partition] + 1);
                lag += ends[topic][partition] - committed;
                offsets.put(new TopicPartition(name(topic), partition), new OffsetAndMetadata(committed));
            }
            calls.add(admin.alterConsumerGroupOffsets(groupName(group), offsets).all());
            if (calls.size() >= CALLS_IN_FLIGHT) calls.remove(0).get();
        }
        for (Future<Void> call : calls) call.get();
        say("committed for " + (groups + liveGroups) + " groups");
    }

    private void startMembers() {
        for (int group = groups; group < groups + liveGroups; group++) startMembers(groupName(group), name(group % topics), group % 2 == 0, membersEach);
    }

    private void startMembers(String group, String topic, boolean byConsumerProtocol, int count) {
        for (int member = 0; member < count; member++) {
            Thread thread = new Thread(null, () -> stay(group, topic, byConsumerProtocol), group + "-" + member, 262_144);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void stay(String group, String topic, boolean byConsumerProtocol) {
        Properties settings = with("group.id", group, "client.id", Thread.currentThread().getName(), "enable.auto.commit", false, "auto.offset.reset", "none");
        if (byConsumerProtocol) settings.put("group.protocol", "consumer");
        else settings.put("heartbeat.interval.ms", "5000");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(Set.of(topic), new ConsumerRebalanceListener() {
                @Override
                public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
                    consumer.pause(assigned);
                }

                @Override
                public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
                }
            });
            // A poll with nothing to fetch may come back at once: the sleep keeps a hundred of them from spinning.
            for (;; Thread.sleep(2_000)) consumer.poll(Duration.ofMillis(100));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitMembers(Admin admin) throws Exception {
        List<String> live = new ArrayList<>();
        for (int group = groups; group < groups + liveGroups; group++) live.add(groupName(group));
        while (stableGroups(admin, live, membersEach, partitions) < live.size()) Thread.sleep(500);
        say("all members of " + liveGroups + " groups are in");
    }

    /** A group that only commits made is not yet one that can be described as a consumer group. */
    private static long stableGroups(Admin admin, List<String> live, int members, int partitions) throws InterruptedException {
        long stable = 0;
        for (var call : admin.describeConsumerGroups(live).describedGroups().values()) {
            try {
                ConsumerGroupDescription group = call.get();
                int owned = group.members().stream().mapToInt(member -> member.assignment().topicPartitions().size()).sum();
                if (group.groupState() == GroupState.STABLE && group.members().size() == members && owned == partitions) stable++;
            } catch (ExecutionException notYet) {
                if (!(notYet.getCause() instanceof GroupIdNotFoundException)) throw new IllegalStateException(notYet);
            }
        }
        return stable;
    }

    private void produce(KafkaProducer<byte[], byte[]> producer, int count) throws Exception {
        Map<Integer, Long> groupsByTopic = new TreeMap<>();
        for (int group = 0; group < groups + liveGroups; group++) groupsByTopic.merge(group % topics, 1L, Long::sum);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int record = 0; record < count; record++) {
            int topic = random.nextInt(topics);
            sent.add(producer.send(new ProducerRecord<>(name(topic), random.nextInt(partitions), null, new byte[10])));
            lag += groupsByTopic.getOrDefault(topic, 0L);
        }
        for (Future<RecordMetadata> record : sent) record.get();
    }

    private void widen(Admin admin, KafkaProducer<byte[], byte[]> producer, int widePartitions, int members) throws Exception {
        admin.createTopics(List.of(new NewTopic(WIDE, widePartitions, (short) 1))).all().get();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (int partition = 0; partition < widePartitions; partition++) {
            producer.send(new ProducerRecord<>(WIDE, partition, null, new byte[10])).get();
            offsets.put(new TopicPartition(WIDE, partition), new OffsetAndMetadata(0));
        }
        admin.alterConsumerGroupOffsets(WIDE, offsets).all().get();
        startMembers(WIDE, WIDE, false, members);
        while (stableGroups(admin, List.of(WIDE), members, widePartitions) < 1) Thread.sleep(500);
        wideGroups += 1;
        wideMembers += members;
        wideGroupPartitions += widePartitions;
        lag += widePartitions;
    }

    private void report() {
        int all = groups + liveGroups;
        long rows = (long) all * partitions + wideGroupPartitions;
        int members = liveGroups * membersEach + wideMembers;
        System.out.println("{\"lag\":" + lag + ",\"groupPartitions\":" + rows + ",\"groups\":" + (all + wideGroups) + ",\"members\":" + members + "}");
        System.out.flush();
    }

    private Properties with(Object... pairs) {
        Properties result = new Properties();
        result.putAll(connection);
        for (int index = 0; index < pairs.length; index += 2) result.put(pairs[index], pairs[index + 1].toString());
        return result;
    }

    private static String name(int topic) {
        return String.format("bench-topic-%04d", topic);
    }

    private static String groupName(int group) {
        return String.format("bench-group-%05d", group);
    }

    private static void say(String what) {
        System.err.println(what);
    }
}
