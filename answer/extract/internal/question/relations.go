package question

// relationTable names relations, the sort of their values, the names of their slots, and wordings in questions: words whose stems must
// all stand in the question, outside names.
const relationTable = `
birth date|date|date of birth;birth date;birthday|when birth;year birth;date birth;day birth;birthday
death date|date|date of death;death date|when die;year die;date die;day die;when pass away
birth place|place|place of birth;birthplace;birth place|where birth;city birth;place birth;town birth;birthplace;village birth;where come from
birth country|country|country of birth|country birth
death place|place|place of death;death place|where die;place die;city die;town die
burial|place|place of burial;burial place|where bury;place bury;where rest;cemetery
cause of death|thing|cause of death|cause die;how die;why die;disease die;what die of
citizenship|country|country of citizenship;nationality;citizenship|country citizen;citizen;what nationality;country from;which country person
father|person|father|father;who dad
mother|person|mother|mother;who mom
spouse|person|spouse;husband;wife|spouse;who marry;whom marry;husband;wife
child|person|child;children;son;daughter|child;who son;who daughter;son;daughter
sibling|person|sibling;brother;sister|sibling;brother;sister
director|person|director|direct;who direct;filmmaker
producer|person|producer|who produce;produce
screenwriter|person|screenwriter|screenwriter;screenplay;script write
composer|person|composer|compose;music by;soundtrack;who write music;score
lyrics|person|lyrics by;lyricist|lyrics
author|person|author;writer|who write;write;author
performer|person|performer;singer|perform;sing;who sing;performer;band perform;artist perform
cast|person|cast member|star;cast;who play;actor play;act;who feature;actor appear
creator|person|creator|create;who create;designer;design
founder|person|founded by;founder|who found;who establish;founder;found
inception|date|inception;founding date|when found;year found;when establish;year establish;when form;when start;when begin;year form
publication|date|publication date;release date|when release;year release;date release;when publish;year publish;when come out;release date
country|country|country;sovereign state|what country;which country;country;in what country locate
origin country|country|country of origin|country origin;country film from;country come
admin|place|located in the administrative territorial entity;located in;administrative unit|where locate;county;state locate;which state;what county;district;municipality;administrative
contains admin|place|contains administrative territorial entity|administrative contain
capital|place|capital|capital
capital of|place|capital of|capital of
headquarters|place|headquarters location;headquarters|headquarter;where base;city base;where headquarter
formed at|place|location of formation|where form;where found;city form
employer|org|employer|employ;who work for;employer;where work
education|org|educated at;alma mater|educate;which university;what university;university go;college go;school go;alma mater;where study;university attend;school attend;college attend
degree|name|education degree|degree
team|org|member of sports team;team|which team;what team;team play;club play;plays for;what club
party|org|member of political party;political party|political party;party belong;party
member of|org|member of|member of;member
position played|thing|position played on team / speciality;position|position play;what position
office|thing|position held;office|position hold;office hold
religion|thing|religion|religion;faith
award|name|award received;award|award;prize;award receive;win award;honor
occupation|thing|occupation;profession|occupation;profession;for living
label|org|record label|record label;label
genre|thing|genre|genre;kind music;type music
part of|name|part of|part of
series|work|part of the series;series|part series;what series
instance|thing|instance of|what kind;what type;instance
operator|org|operator|operate;who operate;run by
owner|org|owned by;owner|own;who own;owner
manufacturer|org|manufacturer|manufacture;who make;company make;who build;company build
developer|org|developer|develop;who develop
publisher|org|publisher|who publish;company publish;publisher
borders|place|shares border with|border;share border
named after|name|named after|name after;named for
broadcast|place|licensed to broadcast to|license broadcast;license;broadcast to
winner|person|winner|win;who win;champion
followed by|name|followed by;successor|follow by;successor;what come after;sequel;succeed
follows|name|follows;predecessor|follow;predecessor;what come before;precede
mouth|place|mouth of the watercourse|flow into;mouth;empty into;drain into;tributary
basin|country|basin country|basin country;basin
government|person|head of government|head government;mayor;prime minister;who govern
state head|person|head of state|head state;president;who king
official language|name|official language|official language
language|name|languages spoken, written or signed;original language of film or TV show;language|language;language speak;what language
currency|name|currency|currency
population|number|population|population;how many people live
area|number|area|area;how large
elevation|number|elevation;height|elevation;how tall;how high;height
network|org|original network|network;channel;original network;who broadcast;who air;station air
company|org|production company|production company
distributor|org|distributor|distribute
characters|person|characters;character|character;characters
present in work|work|present in work|character appear;which work
notable work|work|notable work|notable work;known for;famous for
conflict|name|conflict|war fight;conflict;which war;battle;what war;war serve
branch|org|military branch|military branch;branch serve
rank|thing|military rank|rank;military rank
league|org|league|league;which league
constellation|name|constellation|constellation
crosses|name|crosses|crosses;cross;bridge cross
voice|thing|voice type|voice type;voice
sport|thing|sport|sport;which sport
class|thing|competition class|competition class;weight class
subject|name|main subject|about;subject;main subject
water|name|located in or next to body of water|body water;which lake;which sea;which river
terrain|name|located on terrain feature|terrain feature;which island;mountain range
continent|place|continent|continent
teacher|person|student of;teacher|student of;teacher;taught by
detention|place|place of detention|detain;detention;imprison;prison
residence|place|residence|live;where live;residence;reside
work place|place|work location|work location;city work
participant|person|participant;participant in;participant of|participant;take part;participate
platform|name|platform|platform;console
start|date|start time|start time;when start
end|date|end time|end time;when end
time|date|point in time|when take place;when happen;when held;what date
dissolved|date|dissolved, abolished or demolished date|when dissolve;when demolish;when abolish;when close
replaced|name|replaced by|replace by
replaces|name|replaces|replace
parent|org|parent organization|parent company;parent organization;parent;company part
subsidiary|org|subsidiary|subsidiary
chair|person|chairperson|chairperson;chairman;who chair
ethnic|name|ethnic group|ethnic group;ethnicity
taxon|name|parent taxon|taxon;genus;family belong
location|place|location|where;place;location
legislature|org|legislative body|legislative body;parliament;legislature
product|thing|product or material produced|product produce;what product
subclass|thing|subclass of|subclass
editor|person|editor|edit;editor
presenter|person|presenter;host|host;presenter;present
influenced|person|influenced by|influence by;influence
`
